package io.peergrid.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

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
    final SlotTableRules rules;
    private final Random random;
    private final Map<MemberId, Member> members = new TreeMap<>();
    private final Set<MemberId> dead = new HashSet<>();
    private final Set<MemberId> ended = new HashSet<>();
    /** By slot: acknowledged writes, and how many of them each copy holds. */
    private final long[] acknowledged;

    private final List<Map<MemberId, Long>> copies = new ArrayList<>();

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
            for (MemberId member : table().assignment(slot).inSync()) {
                copies.get(slot).put(member, 0L);
            }
        }
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
        members.computeIfPresent(id, (same, member) -> member.withStatus(Status.DOWN));
        dead.add(id);
        if (proven) {
            ended.add(id);
        }
        succeed(List.of(), true);
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
            SlotAssignment now = table().assignment(slot);
            if (now.primary() != null
                    && live().containsAll(now.inSync())
                    && now.inSync().size() >= rules.effectiveMinInSync(members())) {
                acknowledged[slot]++;
                for (MemberId member : now.inSync()) {
                    copies.get(slot).put(member, acknowledged[slot]);
                }
            }
        }
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

    private List<BodyRequest> requests(double eagerness) {
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
        check(before, after, succession.consents());
        forget(before, after);
        boolean changed = !SlotTable.isInstance(before, after);
        members.values()
                .removeIf(member -> !rules.mentions(after, member.id())
                        && (member.status() == Status.DOWN || member.status() == Status.LEAVING));
        if (changed || !members().equals(configuration.members())) {
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

    private void check(SlotTable before, SlotTable after, Set<MemberId> consents) {
        int min = rules.effectiveMinInSync(members());
        SlotSet lost = SlotTable.lost(before, after);
        lostSlots += lost.size();
        Set<MemberId> losers = rules.losers(before, after);
        assertThat(losers).containsAll(consents);
        SlotAssignment lastOld = null;
        SlotAssignment lastNow = null;
        for (int slot = 0; slot < after.slotCount(); slot++) {
            SlotAssignment old = before.assignment(slot);
            SlotAssignment now = after.assignment(slot);
            boolean isLost = lost.contains(slot);
            if (isLost) {
                assertThat(ended).containsAll(old.inSync()).containsAll(old.eligible());
                acknowledged[slot] = 0;
                copies.get(slot).clear();
                for (MemberId member : now.inSync()) {
                    copies.get(slot).put(member, 0L);
                }
            }
            checkCopies(slot, now);
            if (!SlotTable.isInstance(old, lastOld) || !SlotTable.isInstance(now, lastNow)) {
                checkAssignment(slot, old, now, min, isLost);
                lastOld = old;
                lastNow = now;
            }
        }
    }

    /** Who is in sync or eligible holds every acknowledged write (I15). */
    private void checkCopies(int slot, SlotAssignment now) {
        Map<MemberId, Long> held = copies.get(slot);
        for (MemberId member : now.inSync()) {
            if (held.getOrDefault(member, -1L) != acknowledged[slot]) {
                fail("in sync member %s of slot %s lacks a write", member.brief(), slot);
            }
        }
        for (MemberId member : now.eligible()) {
            if (held.getOrDefault(member, -1L) != acknowledged[slot]) {
                fail("eligible member %s of slot %s lacks a write", member.brief(), slot);
            }
        }
    }

    private void checkAssignment(int slot, SlotAssignment old, SlotAssignment now, int min, boolean isLost) {
        String slotName = "slot " + slot + " " + old + " -> " + now;
        assertThat(now.inSync()).as(slotName).isNotEmpty().isSorted().doesNotHaveDuplicates();
        assertThat(now.learners())
                .as(slotName)
                .isSorted()
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(now.inSync());
        assertThat(now.eligible())
                .as(slotName)
                .isSorted()
                .doesNotHaveDuplicates()
                .doesNotContainAnyElementsOf(now.inSync());
        if (now.primary() != null) {
            assertThat(now.inSync()).as(slotName).contains(now.primary());
            // I21
            assertThat(now.eligible().isEmpty() || now.inSync().size() < min)
                    .as(slotName)
                    .isTrue();
        }
        if (now.heir() != null) {
            assertThat(now.inSync()).as(slotName).contains(now.heir());
            assertThat(now.heir()).as(slotName).isNotEqualTo(now.primary());
        }
        long newEpoch = configuration.epoch() + 1;
        boolean newPrimary = now.primary() != null && !now.primary().equals(old.primary());
        assertThat(now.slotTerm()).as(slotName).isEqualTo(newPrimary || isLost ? newEpoch : old.slotTerm());
        if (newPrimary && !isLost) {
            // I16
            Set<MemberId> heldBefore = new HashSet<>(old.inSync());
            heldBefore.addAll(old.eligible());
            heldBefore.addAll(old.learners());
            assertThat(heldBefore).as(slotName).contains(now.primary());
            assertThat(dead).as(slotName).doesNotContain(now.primary());
        }
        if (!isLost) {
            // I14: the newly listed were learners that the primary had in its ack set, or held everything already.
            Set<MemberId> sources = new HashSet<>(old.inSync());
            sources.addAll(old.eligible());
            sources.addAll(old.learners());
            assertThat(sources).as(slotName).containsAll(now.inSync());
        }
    }

    /** Who is not listed any more drops its copy (I25). */
    private void forget(SlotTable before, SlotTable after) {
        for (int slot = 0; slot < after.slotCount(); slot++) {
            SlotAssignment now = after.assignment(slot);
            if (!SlotTable.isInstance(before.assignment(slot), now)) {
                copies.get(slot)
                        .keySet()
                        .removeIf(member -> !now.inSync().contains(member)
                                && !now.eligible().contains(member));
            }
        }
    }
}
