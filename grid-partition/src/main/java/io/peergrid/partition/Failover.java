package io.peergrid.partition;

import io.peergrid.partition.SlotPositions.Position;
import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes the roles of the dead away and gives them to those who hold everything (protocol 2.7). */
final class Failover {
    private final TableDraft draft;
    private final Standing standing;
    private final PromotionRules promotion;
    private final SlotRequests requests;
    private final boolean recreateLost;
    private final Map<MemberId, SlotPositions> positions;
    private final Map<MemberId, Integer> promoted = new HashMap<>();
    private final SlotSet.Builder lost = new SlotSet.Builder();

    /** Neighbouring slots are alike: what becomes of this assignment, by its next primary. */
    private final Map<MemberId, SlotAssignment> settled = new HashMap<>();

    private @Nullable SlotAssignment settling;
    private List<MemberId> candidates = List.of();

    Failover(
            TableDraft draft,
            Standing standing,
            PromotionRules promotion,
            SlotRequests requests,
            boolean recreateLost,
            Map<MemberId, SlotPositions> positions) {
        this.draft = draft;
        this.standing = standing;
        this.promotion = promotion;
        this.requests = requests;
        this.recreateLost = recreateLost;
        this.positions = positions;
    }

    /** @return the slots to be created anew, empty: everybody who held them has ended */
    SlotSet run() {
        SlotAssignment sound = null;
        for (int slot = 0; slot < draft.slotCount(); slot++) {
            SlotAssignment now = draft.get(slot);
            if (SlotTable.isInstance(now, sound)) {
                continue;
            }
            if (isSound(now)) {
                sound = now;
            } else {
                settle(slot, now);
            }
        }
        return lost.build();
    }

    private boolean isSound(SlotAssignment now) {
        return now.primary() != null
                && standing.live().containsAll(now.inSync())
                && standing.live().containsAll(now.learners())
                && (now.eligible().isEmpty()
                        || promotion.staysEligible(now.inSync().size(), standing.minInSync()));
    }

    private void settle(int slot, SlotAssignment now) {
        if (!SlotTable.isInstance(now, settling)) {
            settling = now;
            candidates = standing.only(now.inSync(), standing::isLive);
            settled.clear();
        }
        MemberId primary = now.primary();
        if (primary != null && standing.isLive(primary)) {
            draft.set(
                    slot,
                    settled.computeIfAbsent(
                            primary,
                            same -> without(now, same, now.slotTerm(), now.inSync(), now.eligible(), now.heir())));
            return;
        }
        List<MemberId> able = requests.justAdded(slot) ? inSyncBefore(slot) : candidates;
        if (primary != null && (!standing.mayReplace(primary) || (able.isEmpty() && !candidates.isEmpty()))) {
            clearEligible(slot, now);
        } else if (!able.isEmpty()) {
            draft.set(
                    slot,
                    settled.computeIfAbsent(
                            choose(slot, able, now),
                            chosen -> without(now, chosen, standing.newEpoch(), now.inSync(), now.eligible(), null)));
        } else if (standing.anyLive(now.eligible())) {
            promoteEligible(slot, now);
        } else {
            goOffline(slot, now);
        }
    }

    /** Who was added in this very succession becomes primary in the next one at the earliest (I16). */
    private List<MemberId> inSyncBefore(int slot) {
        List<MemberId> before = draft.before().assignment(slot).inSync();
        return standing.only(candidates, before::contains);
    }

    /** The slot keeps its dead primary for now; should it live after all, it may commit with those in sync. */
    private void clearEligible(int slot, SlotAssignment now) {
        if (!promotion.staysEligible(now.inSync().size(), standing.minInSync())) {
            draft.set(
                    slot,
                    new SlotAssignment(
                            now.primary(), now.slotTerm(), now.inSync(), List.of(), now.learners(), now.heir()));
        }
    }

    /** The slot with a live primary and without the dead; who leaves while too few remain stays eligible. */
    private SlotAssignment without(
            SlotAssignment now,
            @Nullable MemberId primary,
            long slotTerm,
            List<MemberId> before,
            List<MemberId> eligibleBefore,
            @Nullable MemberId heir) {
        List<MemberId> inSync = standing.only(before, standing::isLive);
        List<MemberId> eligible = List.of();
        if (promotion.staysEligible(inSync.size(), standing.minInSync())) {
            List<MemberId> candidates = new ArrayList<>(eligibleBefore);
            before.stream().filter(member -> !inSync.contains(member)).forEach(candidates::add);
            eligible = standing.only(candidates, member -> !standing.ended().contains(member));
        }
        List<MemberId> distinct = eligible.stream().distinct().toList();
        List<MemberId> learners = standing.only(now.learners(), standing::isLive);
        MemberId stillHeir = heir != null && standing.isLive(heir) ? heir : null;
        return new SlotAssignment(primary, slotTerm, inSync, distinct, learners, stillHeir);
    }

    /** Nothing was committed since the eligible left, so each of them holds all that was acknowledged (I15). */
    private void promoteEligible(int slot, SlotAssignment now) {
        MemberId chosen = choose(slot, standing.only(now.eligible(), standing::isLive), now);
        List<MemberId> others = new ArrayList<>(TableDraft.minus(now.eligible(), chosen));
        others.addAll(now.inSync());
        List<MemberId> learners = TableDraft.minus(now.learners(), chosen);
        SlotAssignment next = new SlotAssignment(chosen, standing.newEpoch(), List.of(chosen), others, learners, null);
        draft.set(slot, without(next, chosen, standing.newEpoch(), next.inSync(), others, null));
    }

    /**
     * The freshest of those who voted; of equally fresh ones the heir, then who was promoted least in this succession. A
     * copy whose holder did not vote comes last: safe (I15), but whoever is fresher would have to re-sync.
     */
    private MemberId choose(int slot, List<MemberId> candidates, SlotAssignment now) {
        MemberId best = candidates.get(0);
        for (MemberId candidate : candidates) {
            if (isBetter(slot, candidate, best, now)) {
                best = candidate;
            }
        }
        promoted.merge(best, 1, Integer::sum);
        return best;
    }

    private boolean isBetter(int slot, MemberId candidate, MemberId best, SlotAssignment now) {
        Position mine = position(slot, candidate);
        Position other = position(slot, best);
        if (mine == null || other == null) {
            return other == null && mine != null;
        }
        int comparison = promotion.compare(mine, other);
        if (comparison != 0 || best.equals(now.heir())) {
            return comparison > 0;
        }
        return candidate.equals(now.heir()) || promoted.getOrDefault(candidate, 0) < promoted.getOrDefault(best, 0);
    }

    private @Nullable Position position(int slot, MemberId member) {
        SlotPositions attached = positions.get(member);
        return attached == null ? null : attached.at(slot);
    }

    /**
     * Nobody alive holds the slot. Who may come back stays listed; when nobody can, the slot is lost. Learners forget first
     * what they have of it.
     */
    private void goOffline(int slot, SlotAssignment now) {
        List<MemberId> inSync =
                standing.only(now.inSync(), member -> !standing.ended().contains(member));
        List<MemberId> eligible =
                standing.only(now.eligible(), member -> !standing.ended().contains(member));
        if (recreateLost && inSync.isEmpty() && eligible.isEmpty() && !standing.anyLive(now.learners())) {
            lost.add(slot);
        }
        draft.set(
                slot,
                new SlotAssignment(
                        null, now.slotTerm(), inSync.isEmpty() ? now.inSync() : inSync, eligible, List.of(), null));
    }
}
