package io.peergrid.replication;

import io.peergrid.membership.BodyRules;
import io.peergrid.membership.Configuration;
import io.peergrid.membership.Digest;
import io.peergrid.membership.Member;
import io.peergrid.membership.SpokenVersions;
import io.peergrid.partition.PromotionRules;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotPolicy;
import io.peergrid.partition.SlotPositions;
import io.peergrid.partition.SlotRange;
import io.peergrid.partition.SlotRequest;
import io.peergrid.partition.SlotTable;
import io.peergrid.partition.SlotTableRules;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessIdentity;
import io.peergrid.simulation.Simulation;
import io.peergrid.simulation.SplitMixRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Stands for the agreement of a majority: decides configurations, grants leases, and holds a configuration back until whoever
 * loses a role has no lease or consents. It cannot fail, but members may be cut off from it.
 */
final class Oracle {
    static final long MILLIS = 1_000_000L;
    static final long LEASE = 500 * MILLIS;
    private static final long PROMISE = 600 * MILLIS;
    private static final long SILENT = 1_200 * MILLIS;
    private static final MemberId CLUSTER = new MemberId(1, 1);

    private static final class Known {
        final SimulatedMember member;
        long heardNanos;
        long promisedUntilNanos = Long.MIN_VALUE;
        long cutUntilNanos;
        long holdBackUntilNanos;
        boolean consented;

        Known(SimulatedMember member) {
            this.member = member;
        }
    }

    private record Asked(MemberId from, long epoch, SlotRequest request, byte[] content) {}

    private record Proposal(Configuration<SlotTable> successor, Set<MemberId> losers) {}

    private final Simulation simulation;
    private final SplitMixRandom random;
    private final SlotPolicy policy;
    private final double moveProbability;
    private final Map<MemberId, Known> known = new TreeMap<>();
    private final List<Asked> asked = new ArrayList<>();
    final List<Configuration<SlotTable>> chosen = new ArrayList<>();
    final Map<String, Integer> counters = new LinkedHashMap<>();
    private final @Nullable SlotTableRules tableRules;
    private @Nullable Proposal proposal;
    boolean calm;

    /** @param planned whether the grid's own rules make the tables, instead of {@link OracleRules} with its random moves */
    Oracle(Simulation simulation, SlotPolicy policy, double moveProbability, boolean planned) {
        tableRules = planned ? new SlotTableRules(policy, PromotionRules.standard()) : null;
        this.simulation = simulation;
        this.policy = policy;
        this.moveProbability = moveProbability;
        random = simulation.stream("oracle");
    }

    void count(String what) {
        counters.merge(what, 1, Integer::sum);
    }

    /** The first configuration: every slot with its first copies, all empty. */
    void found(List<SimulatedMember> members) {
        List<Member> listed = new ArrayList<>();
        for (SimulatedMember member : members) {
            known.put(member.id(), new Known(member));
            listed.add(listed(member));
        }
        List<SlotRange> ranges = new ArrayList<>();
        for (int slot = 0; slot < policy.slotCount(); slot++) {
            List<MemberId> copies = new ArrayList<>();
            for (int i = 0; i <= policy.backups() && i < members.size(); i++) {
                copies.add(members.get((slot + i) % members.size()).id());
            }
            MemberId primary = copies.get(0);
            ranges.add(new SlotRange(slot, slot + 1, assignment(primary, 0, copies, List.of(), List.of(), null)));
        }
        publish(new Configuration<>(CLUSTER, 0, 0, Digest.NONE, 1, listed, SlotTable.of(ranges)));
        round();
    }

    private static Member listed(SimulatedMember member) {
        return new Member(
                member.id(),
                "",
                "",
                "",
                "",
                1,
                true,
                true,
                Member.Status.ACTIVE,
                ProcessIdentity.UNPROVABLE,
                SpokenVersions.ofThisCode(""));
    }

    private static SlotAssignment assignment(
            @Nullable MemberId primary,
            long slotTerm,
            List<MemberId> inSync,
            List<MemberId> eligible,
            List<MemberId> learners,
            @Nullable MemberId heir) {
        return new SlotAssignment(
                primary,
                slotTerm,
                List.copyOf(new TreeSet<>(inSync)),
                List.copyOf(new TreeSet<>(eligible)),
                List.copyOf(new TreeSet<>(learners)),
                heir);
    }

    Configuration<SlotTable> newest() {
        return chosen.get(chosen.size() - 1);
    }

    boolean isProposing() {
        return proposal != null;
    }

    /** A restarted process wants to take part. */
    void join(SimulatedMember member) {
        Known joining = new Known(member);
        joining.heardNanos = simulation.nowNanos();
        known.put(member.id(), joining);
    }

    void cutOff(SimulatedMember member, long nanos) {
        Known who = known.get(member.id());
        if (who != null) {
            who.cutUntilNanos = Math.max(who.cutUntilNanos, simulation.nowNanos() + nanos);
        }
    }

    void heal() {
        calm = true;
        known.values().forEach(who -> who.cutUntilNanos = 0);
    }

    private long delay() {
        return 100_000L + random.nextLong(random.nextInt(20) == 0 ? 40 * MILLIS : 2 * MILLIS);
    }

    /** A heartbeat: asks for a lease, brings the installed epoch. */
    void contact(SimulatedMember member, long sentLocalNanos, long installedEpoch) {
        simulation.after(delay(), () -> {
            Known who = known.get(member.id());
            if (who == null || simulation.nowNanos() < who.cutUntilNanos) {
                return;
            }
            who.heardNanos = simulation.nowNanos();
            Proposal open = proposal;
            boolean loses = open != null && open.losers.contains(member.id());
            boolean upToDate = installedEpoch >= newest().epoch() && newest().lists(member.id());
            long until = Long.MIN_VALUE;
            if (!loses && upToDate && simulation.nowNanos() >= who.holdBackUntilNanos) {
                who.promisedUntilNanos = simulation.nowNanos() + PROMISE;
                until = sentLocalNanos + LEASE;
            }
            answer(member, until, loses && open != null ? open.successor : null, installedEpoch);
        });
    }

    private void answer(
            SimulatedMember member,
            long leaseUntilLocal,
            @Nullable Configuration<SlotTable> toConsent,
            long installedEpoch) {
        List<Configuration<SlotTable>> newer = newerThan(installedEpoch);
        simulation.after(
                delay(),
                () -> member.run(() -> {
                    member.leaseGranted(leaseUntilLocal);
                    newer.forEach(member::install);
                    if (toConsent != null && member.installedEpoch() == toConsent.epoch() - 1) {
                        boolean given = member.relinquish(toConsent);
                        simulation.after(delay(), () -> consented(member, toConsent, given));
                    }
                }));
    }

    private List<Configuration<SlotTable>> newerThan(long installedEpoch) {
        if (newest().epoch() <= installedEpoch) {
            return List.of();
        }
        if (installedEpoch < 0 || random.nextInt(3) == 0) {
            return List.of(newest());
        }
        List<Configuration<SlotTable>> all = new ArrayList<>();
        for (Configuration<SlotTable> configuration : chosen) {
            if (configuration.epoch() > installedEpoch) {
                all.add(configuration);
            }
        }
        return all;
    }

    private void consented(SimulatedMember member, Configuration<SlotTable> successor, boolean given) {
        Known who = known.get(member.id());
        if (given && who != null && proposal != null && proposal.successor.equals(successor)) {
            count("consents");
            who.consented = true;
            decideIfFree();
        }
    }

    void request(SimulatedMember member, long epoch, byte[] content) {
        if (random.nextInt(20) == 0) {
            return;
        }
        simulation.after(delay(), () -> {
            Known who = known.get(member.id());
            if (who != null && simulation.nowNanos() >= who.cutUntilNanos) {
                asked.add(new Asked(member.id(), epoch, SlotRequest.decode(content, policy.slotCount()), content));
            }
        });
    }

    private void round() {
        if (proposal == null) {
            propose();
        }
        decideIfFree();
        simulation.after(20 * MILLIS, this::round);
    }

    private boolean isDead(Known who) {
        return who.member.crashed() || simulation.nowNanos() - who.heardNanos > SILENT;
    }

    private void propose() {
        Configuration<SlotTable> now = newest();
        List<Member> members = new ArrayList<>();
        Set<MemberId> alive = new TreeSet<>();
        Set<MemberId> mentioned = now.body().mentioned();
        for (Known who : known.values()) {
            boolean listed = now.lists(who.member.id());
            boolean dead = isDead(who);
            if (dead ? listed && (mentioned.contains(who.member.id()) || !who.member.crashed()) : true) {
                members.add(listed(who.member));
            }
            if (!dead && listed) {
                alive.add(who.member.id());
            }
        }
        if (tableRules != null) {
            proposePlanned(tableRules, now);
            return;
        }
        Set<MemberId> handing = new HashSet<>();
        List<SlotRange> ranges = new ArrayList<>();
        OracleRules rules = new OracleRules(this, policy, alive, now, random, calm ? 0 : moveProbability);
        for (int slot = 0; slot < policy.slotCount(); slot++) {
            SlotAssignment next = rules.next(slot, requestsFor(slot), handing);
            ranges.add(new SlotRange(slot, slot + 1, next));
        }
        asked.clear();
        SlotTable table = SlotTable.of(ranges);
        if (table.equals(now.body()) && members.equals(now.members())) {
            return;
        }
        Configuration<SlotTable> successor =
                new Configuration<>(CLUSTER, 0, now.epoch() + 1, Digest.NONE, 1, members, table);
        Set<MemberId> losers = losers(now.body(), table, handing);
        known.values().forEach(who -> who.consented = false);
        proposal = new Proposal(successor, losers);
    }

    private void proposePlanned(SlotTableRules rules, Configuration<SlotTable> now) {
        List<Member> members = new ArrayList<>();
        Set<MemberId> dead = new TreeSet<>();
        Set<MemberId> proven = new TreeSet<>();
        Map<MemberId, byte[]> attachments = new TreeMap<>();
        for (Known who : known.values()) {
            MemberId id = who.member.id();
            if (!isDead(who)) {
                members.add(listed(who.member));
            } else if (now.lists(id)) {
                dead.add(id);
                if (who.member.crashed()) {
                    proven.add(id);
                }
                if (now.body().mentioned().contains(id) || !who.member.crashed()) {
                    members.add(listed(who.member).withStatus(Member.Status.DOWN));
                }
            }
        }
        for (Known who : known.values()) {
            if (canBeAsked(who) && now.lists(who.member.id())) {
                attachments.put(who.member.id(), who.member.attachment(now, dead));
            }
        }
        List<BodyRules.BodyRequest> requests = new ArrayList<>();
        asked.forEach(one -> requests.add(new BodyRules.BodyRequest(one.from, one.epoch, one.content)));
        asked.clear();
        BodyRules.Succession<SlotTable> succession =
                rules.succeed(new BodyRules.SuccessionContext<>(now, members, dead, proven, attachments, requests));
        if (succession.body().equals(now.body()) && members.equals(now.members())) {
            return;
        }
        tally(now.body(), succession.body());
        Set<MemberId> losers = new TreeSet<>(rules.losers(now.body(), succession.body()));
        losers.removeAll(succession.consents());
        known.values().forEach(who -> who.consented = false);
        proposal = new Proposal(
                new Configuration<>(CLUSTER, 0, now.epoch() + 1, Digest.NONE, 1, members, succession.body()), losers);
    }

    private void tally(SlotTable before, SlotTable after) {
        for (int slot = 0; slot < policy.slotCount(); slot++) {
            SlotAssignment old = before.assignment(slot);
            SlotAssignment now = after.assignment(slot);
            if (now.primary() != null && !now.primary().equals(old.primary())) {
                count(now.primary().equals(old.heir()) ? "moved" : "promoted");
            }
            if (now.inSync().stream().anyMatch(member -> !old.inSync().contains(member))) {
                count("added");
            }
        }
    }

    private boolean canBeAsked(Known who) {
        return !isDead(who) && !who.member.paused() && simulation.nowNanos() >= who.cutUntilNanos;
    }

    private List<SlotRequestBy> requestsFor(int slot) {
        List<SlotRequestBy> found = new ArrayList<>();
        for (Asked one : asked) {
            if (one.request.slots().contains(slot)) {
                found.add(new SlotRequestBy(one.from, one.epoch, one.request));
            }
        }
        return found;
    }

    record SlotRequestBy(MemberId from, long epoch, SlotRequest request) {}

    private Set<MemberId> losers(SlotTable before, SlotTable after, Set<MemberId> handing) {
        Set<MemberId> losers = new TreeSet<>();
        for (int slot = 0; slot < policy.slotCount(); slot++) {
            SlotAssignment old = before.assignment(slot);
            SlotAssignment now = after.assignment(slot);
            MemberId primary = old.primary();
            boolean handedOver = primary != null
                    && handing.contains(primary)
                    && primary.equals(old.primary())
                    && now.primary() != null
                    && now.primary().equals(old.heir());
            if (primary != null && !primary.equals(now.primary()) && !handedOver) {
                losers.add(primary);
            }
            for (MemberId member : old.inSync()) {
                if (!now.inSync().contains(member)) {
                    losers.add(member);
                }
            }
        }
        return losers;
    }

    private void decideIfFree() {
        Proposal open = proposal;
        if (open == null) {
            return;
        }
        for (MemberId loser : open.losers) {
            Known who = known.get(loser);
            boolean free = who == null
                    || who.member.crashed()
                    || who.consented
                    || simulation.nowNanos() >= who.promisedUntilNanos;
            if (!free) {
                return;
            }
        }
        proposal = null;
        publish(open.successor);
    }

    private void publish(Configuration<SlotTable> configuration) {
        chosen.add(configuration);
        for (Known who : List.copyOf(known.values())) {
            SimulatedMember member = who.member;
            if (!member.crashed() && simulation.nowNanos() >= who.cutUntilNanos && random.nextInt(10) != 0) {
                simulation.after(delay(), () -> member.run(() -> member.install(configuration)));
            }
        }
        known.values().removeIf(who -> who.member.crashed() && !configuration.lists(who.member.id()));
    }

    /** Where a live candidate's copy ends, if it can be asked now. */
    SlotPositions.@Nullable Position position(MemberId candidate, int slot, MemberId suspect) {
        Known who = known.get(candidate);
        if (who == null || !canBeAsked(who)) {
            return null;
        }
        byte[] attachment = who.member.attachment(newest(), Set.of(suspect));
        return SlotPositions.decode(attachment, policy.slotCount()).at(slot);
    }
}
