package io.peergrid.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.membership.BodyRules.BodyRequest;
import io.peergrid.membership.BodyRules.Succession;
import io.peergrid.membership.BodyRules.SuccessionContext;
import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.membership.Member.Status;
import io.peergrid.partition.SlotRequest.AddInSync;
import io.peergrid.partition.SlotRequest.HandOver;
import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A grid without a network: drives the rules from epoch to epoch, answers learners and heirs as primaries would, keeps how
 * many acknowledged writes each copy holds, and checks every successor.
 */
final class RulesModel {
    final SlotPolicy policy;
    SlotTableRules rules;
    private final Random random;
    private final Map<MemberId, Member> members = new TreeMap<>();
    private final Set<MemberId> dead = new HashSet<>();
    private final Set<MemberId> ended = new HashSet<>();
    /** By slot: acknowledged writes, and how many of them each copy holds. */
    private final long[] acknowledged;

    private final List<Map<MemberId, Long>> copies = new ArrayList<>();
    /** By slot: learners in the primary's ack set; in this epoch. */
    private final List<Set<MemberId>> joining = new ArrayList<>();

    private final BitSet handedIn = new BitSet();

    Configuration<SlotTable> configuration;
    int lostSlots;

    RulesModel(SlotPolicy policy, List<Member> founders, Random random) {
        this.policy = policy;
        this.rules = new SlotTableRules(policy, PromotionRules.standard());
        this.random = random;
        this.acknowledged = new long[policy.slotCount()];
        founders.forEach(member -> members.put(member.id(), member));
        configuration = Members.configuration(0, founders, rules.founded(founders));
        for (int slot = 0; slot < policy.slotCount(); slot++) {
            copies.add(new HashMap<>());
            joining.add(new HashSet<>());
            for (MemberId member : table().assignment(slot).inSync()) {
                copies.get(slot).put(member, 0L);
            }
        }
    }

    /** Another member leads from here on; what the last one remembered is gone. */
    void newLeader() {
        rules = new SlotTableRules(policy, PromotionRules.standard());
    }

    SlotTable table() {
        return configuration.body();
    }

    List<Member> members() {
        return List.copyOf(members.values());
    }

    Set<MemberId> live() {
        Set<MemberId> live = new HashSet<>(members.keySet());
        live.removeAll(dead);
        return live;
    }

    void join(Member member) {
        members.put(member.id(), member);
    }

    void leave(MemberId id) {
        members.computeIfPresent(id, (same, member) -> member.withStatus(Status.LEAVING));
    }

    void kill(MemberId id, boolean proven) {
        findDead(id, proven);
        succeed(List.of(), true);
    }

    /** The next succession takes its roles. */
    void findDead(MemberId id, boolean proven) {
        members.computeIfPresent(id, (same, member) -> member.withStatus(Status.DOWN));
        dead.add(id);
        if (proven) {
            ended.add(id);
        }
    }

    /** Whether the leader would call a vote first: somebody is dead whose end no vote has covered. */
    boolean needsVote() {
        return configuration.members().stream()
                .anyMatch(member -> dead.contains(member.id()) && member.status() != Status.DOWN);
    }

    /** A learner has everything, and the primary waits for it from here on to the end of the epoch (I14). */
    void joins(MemberId learner, int slot) {
        joining.get(slot).add(learner);
        copies.get(slot).put(learner, acknowledged[slot]);
    }

    /** The primary serves the slot no more in this epoch: it has offered it to another. */
    void handsIn(int slot) {
        handedIn.set(slot);
    }

    /** A member that was only thought dead is back, with its data. */
    void comeBack(MemberId id) {
        if (dead.contains(id) && !ended.contains(id)) {
            dead.remove(id);
            members.computeIfPresent(id, (same, member) -> member.withStatus(Status.ACTIVE));
        }
    }

    /** Every slot that may commits one write on all of its in-sync copies. */
    void write() {
        for (int slot = 0; slot < policy.slotCount(); slot++) {
            write(slot, live());
        }
    }

    /** Who is thought dead without proof may be cut off from the leader only, and goes on until a successor is installed. */
    void writeWithSuspects() {
        Set<MemberId> running = new HashSet<>(members.keySet());
        running.removeAll(ended);
        for (int slot = 0; slot < policy.slotCount(); slot++) {
            write(slot, running);
        }
    }

    private void write(int slot, Set<MemberId> running) {
        SlotAssignment now = table().assignment(slot);
        Set<MemberId> ackSet = new HashSet<>(now.inSync());
        ackSet.addAll(joining.get(slot));
        if (now.primary() != null
                && !handedIn.get(slot)
                && running.containsAll(ackSet)
                && now.inSync().size() >= rules.effectiveMinInSync(configuration.members())) {
            acknowledged[slot]++;
            ackSet.forEach(member -> copies.get(slot).put(member, acknowledged[slot]));
        }
    }

    /** Whether a copy holds every acknowledged write. */
    boolean holdsAll(MemberId member, int slot) {
        return copies.get(slot).getOrDefault(member, -1L) == acknowledged[slot];
    }

    boolean isDead(MemberId member) {
        return dead.contains(member);
    }

    boolean hasEnded(MemberId member) {
        return ended.contains(member);
    }

    /** One epoch: some of the primaries that can make progress ask for it. @return whether anything changed */
    boolean step(double eagerness) {
        return succeed(requests(eagerness), false);
    }

    /** Steps until nothing changes with everybody asking. @return the epochs it took */
    int settle(int bound) {
        int epochs = 0;
        while (step(1.0)) {
            write();
            assertThat(++epochs).as("epochs until stable").isLessThanOrEqualTo(bound);
        }
        return epochs;
    }

    List<BodyRequest> requests(double eagerness) {
        Map<List<MemberId>, BitSet> additions = new HashMap<>();
        Map<List<MemberId>, BitSet> handOvers = new HashMap<>();
        int block = policy.slotCount() / 32 + 1;
        boolean asks = false;
        for (int slot = 0; slot < policy.slotCount(); slot++) {
            SlotAssignment now = table().assignment(slot);
            MemberId primary = now.primary();
            asks = slot % block == 0 ? random.nextDouble() < eagerness : asks;
            if (primary == null || dead.contains(primary) || !asks) {
                continue;
            }
            for (MemberId learner : now.learners()) {
                if (!dead.contains(learner)) {
                    additions
                            .computeIfAbsent(List.of(primary, learner), pair -> new BitSet())
                            .set(slot);
                }
            }
            if (now.heir() != null) {
                handOvers
                        .computeIfAbsent(List.of(primary, now.heir()), pair -> new BitSet())
                        .set(slot);
            }
        }
        List<BodyRequest> requests = new ArrayList<>();
        long epoch = configuration.epoch();
        additions.forEach((pair, slots) -> {
            slots.stream().forEach(slot -> copies.get(slot)
                    .put(pair.get(1), copies.get(slot).get(pair.get(0))));
            requests.add(new BodyRequest(pair.get(0), epoch, new AddInSync(SlotSet.of(slots), pair.get(1)).encode()));
        });
        handOvers.forEach((pair, slots) -> requests.add(
                new BodyRequest(pair.get(0), epoch, new HandOver(SlotSet.of(slots), pair.get(1)).encode())));
        return requests;
    }

    boolean succeed(List<BodyRequest> requests, boolean vote) {
        Map<MemberId, byte[]> attachments = new HashMap<>();
        if (vote) {
            live().forEach(member -> attachments.put(member, attachment(member)));
        }
        SlotTable before = table();
        List<Member> listed = members();
        Succession<SlotTable> succession = rules.succeed(new SuccessionContext<>(
                configuration, listed, Set.copyOf(dead), Set.copyOf(ended), attachments, requests));
        SlotTable after = succession.body();
        check(before, after, requests, succession.consents());
        boolean changed = !SlotTable.isInstance(before, after);
        members.values()
                .removeIf(member -> !rules.mentions(after, member.id())
                        && (member.status() == Status.DOWN || member.status() == Status.LEAVING));
        if (changed || !members().equals(configuration.members())) {
            forget(before, after);
            joining.forEach(Set::clear);
            handedIn.clear();
            configuration = Members.configuration(configuration.epoch() + 1, members(), after);
        }
        return changed;
    }

    private byte[] attachment(MemberId member) {
        SlotPositions.Builder positions = SlotPositions.builder();
        for (int slot = 0; slot < policy.slotCount(); slot++) {
            SlotAssignment now = table().assignment(slot);
            if (now.inSync().contains(member) || now.eligible().contains(member)) {
                positions.add(slot, now.slotTerm(), copies.get(slot).getOrDefault(member, 0L));
            }
        }
        return positions.build().encode();
    }

    private void check(SlotTable before, SlotTable after, List<BodyRequest> requests, Set<MemberId> consents) {
        SlotSet lost = SlotTable.lost(before, after);
        lostSlots += lost.size();
        lost.forEach(slot -> {
            acknowledged[slot] = 0;
            copies.get(slot).clear();
            after.assignment(slot).inSync().forEach(member -> copies.get(slot).put(member, 0L));
        });
        new RulesChecks(this, before, after, lost).run(requests, consents);
    }

    /** Who is not listed any more drops its copy (I25); whose addition was not granted leaves the ack set. */
    private void forget(SlotTable before, SlotTable after) {
        for (int slot = 0; slot < after.slotCount(); slot++) {
            SlotAssignment now = after.assignment(slot);
            if (!SlotTable.isInstance(before.assignment(slot), now)
                    || !joining.get(slot).isEmpty()) {
                copies.get(slot)
                        .keySet()
                        .removeIf(member -> !now.inSync().contains(member)
                                && !now.eligible().contains(member));
            }
        }
    }
}
