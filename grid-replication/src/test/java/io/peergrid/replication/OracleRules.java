package io.peergrid.replication;

import io.peergrid.membership.Configuration;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotPolicy;
import io.peergrid.partition.SlotPositions;
import io.peergrid.partition.SlotRequest;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import io.peergrid.simulation.SplitMixRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What becomes of one slot in the next configuration, in the simplest form, with random moves. */
final class OracleRules {
    private final Oracle oracle;
    private final SlotPolicy policy;
    private final Set<MemberId> alive;
    private final Configuration<SlotTable> now;
    private final SplitMixRandom random;
    private final double moveProbability;
    private final int minInSync;

    private @Nullable MemberId primary;
    private long slotTerm;
    private TreeSet<MemberId> inSync = new TreeSet<>();
    private TreeSet<MemberId> eligible = new TreeSet<>();
    private TreeSet<MemberId> learners = new TreeSet<>();
    private @Nullable MemberId heir;

    OracleRules(
            Oracle oracle,
            SlotPolicy policy,
            Set<MemberId> alive,
            Configuration<SlotTable> now,
            SplitMixRandom random,
            double moveProbability) {
        this.oracle = oracle;
        this.policy = policy;
        this.alive = alive;
        this.now = now;
        this.random = random;
        this.moveProbability = moveProbability;
        minInSync = policy.effectiveMinInSync(now.members());
    }

    SlotAssignment next(int slot, List<Oracle.SlotRequestBy> requests, Set<MemberId> handing) {
        SlotAssignment old = now.body().assignment(slot);
        primary = old.primary();
        slotTerm = old.slotTerm();
        inSync = new TreeSet<>(old.inSync());
        eligible = new TreeSet<>(old.eligible());
        learners = new TreeSet<>(old.learners());
        heir = old.heir();
        if (primary == null || !alive.contains(primary)) {
            failOver(slot, old);
        } else {
            for (Oracle.SlotRequestBy request : requests) {
                obey(request, handing);
            }
        }
        learners.retainAll(alive);
        for (MemberId member : List.copyOf(inSync)) {
            if (!alive.contains(member)) {
                leave(member);
            }
        }
        if (inSync.size() >= minInSync) {
            eligible.clear();
        }
        eligible.removeAll(inSync);
        learners.removeAll(inSync);
        plan();
        return new SlotAssignment(
                primary, slotTerm, List.copyOf(inSync), List.copyOf(eligible), List.copyOf(learners), heir);
    }

    private void leave(MemberId member) {
        // Without a primary the next one may be any of them, when it can be reached again.
        if (primary != null && inSync.size() > 1 && !member.equals(primary)) {
            inSync.remove(member);
            if (inSync.size() < minInSync) {
                eligible.add(member);
            }
            if (member.equals(heir)) {
                heir = null;
            }
        }
    }

    private void failOver(int slot, SlotAssignment old) {
        MemberId suspect = primary == null ? new MemberId(0, 0) : primary;
        MemberId best = best(slot, old.inSync(), suspect);
        if (best == null && old.inSync().stream().noneMatch(alive::contains)) {
            best = best(slot, old.eligible(), suspect);
        }
        heir = null;
        if (best == null) {
            if (primary != null) {
                oracle.count("offline");
            }
            primary = null;
            return;
        }
        oracle.count("promoted");
        MemberId deposed = primary;
        primary = best;
        slotTerm = now.epoch() + 1;
        if (!inSync.contains(best)) {
            eligible.addAll(inSync);
            inSync.clear();
            inSync.add(best);
        } else if (deposed != null) {
            leave(deposed);
        }
        learners.remove(best);
    }

    private @Nullable MemberId best(int slot, List<MemberId> candidates, MemberId suspect) {
        MemberId best = null;
        SlotPositions.Position furthest = null;
        for (MemberId candidate : candidates) {
            SlotPositions.Position position =
                    alive.contains(candidate) ? oracle.position(candidate, slot, suspect) : null;
            if (position != null
                    && (furthest == null
                            || Comparator.comparingLong(SlotPositions.Position::slotTerm)
                                            .thenComparingLong(SlotPositions.Position::seq)
                                            .compare(position, furthest)
                                    > 0)) {
                best = candidate;
                furthest = position;
            }
        }
        return best;
    }

    private void obey(Oracle.SlotRequestBy by, Set<MemberId> handing) {
        SlotRequest request = by.request();
        if (request instanceof SlotRequest.RemoveReplica remove) {
            oracle.count("removed");
            learners.remove(remove.replica());
            if (!eligible.contains(remove.replica()) || inSync.size() >= minInSync) {
                leave(remove.replica());
            } else {
                eligible.remove(remove.replica());
            }
            return;
        }
        if (by.epoch() != now.epoch() || !by.from().equals(primary)) {
            return;
        }
        if (request instanceof SlotRequest.AddInSync add && learners.contains(add.replica())) {
            oracle.count("added");
            learners.remove(add.replica());
            inSync.add(add.replica());
        } else if (request instanceof SlotRequest.HandOver move
                && move.target().equals(heir)
                && inSync.contains(move.target())
                && alive.contains(move.target())) {
            oracle.count("moved");
            handing.add(by.from());
            primary = move.target();
            slotTerm = now.epoch() + 1;
            heir = null;
        }
    }

    private void plan() {
        if (primary == null) {
            return;
        }
        if (heir != null && (!inSync.contains(heir) || !alive.contains(heir))) {
            heir = null;
        }
        if (inSync.size() <= policy.backups() && learners.isEmpty()) {
            eligible.stream().filter(alive::contains).findFirst().ifPresent(learners::add);
            List<MemberId> free = others();
            if (learners.isEmpty() && !free.isEmpty()) {
                learners.add(free.get(random.nextInt(free.size())));
            }
        }
        if (random.nextDouble() < moveProbability) {
            disturb();
        }
        if (inSync.size() > policy.backups() + 1 && heir == null && random.nextInt(5) == 0) {
            List<MemberId> surplus = new ArrayList<>(inSync);
            surplus.remove(primary);
            leave(surplus.get(random.nextInt(surplus.size())));
        }
    }

    private void disturb() {
        List<MemberId> replicas = new ArrayList<>(inSync);
        replicas.remove(primary);
        List<MemberId> free = others();
        if (heir != null && random.nextInt(3) == 0) {
            heir = null;
        } else if (random.nextBoolean() && !replicas.isEmpty() && heir == null) {
            heir = replicas.get(random.nextInt(replicas.size()));
        } else if (!free.isEmpty() && learners.isEmpty() && eligible.isEmpty()) {
            learners.add(free.get(random.nextInt(free.size())));
        }
    }

    private List<MemberId> others() {
        List<MemberId> free = new ArrayList<>(alive);
        free.removeAll(inSync);
        free.removeAll(eligible);
        free.removeAll(learners);
        return free;
    }
}
