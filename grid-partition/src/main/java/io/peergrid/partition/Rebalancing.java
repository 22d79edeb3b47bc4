package io.peergrid.partition;

import io.peergrid.membership.Member;
import io.peergrid.partition.AssignmentPlan.Target;
import io.peergrid.ports.MemberId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Brings the table one step nearer to the plan: fills missing copies, then moves, then takes surplus copies away. Each step
 * is safe by itself, and the plan is made anew for each, so nothing has to be remembered in between.
 */
final class Rebalancing {
    /** Most slots that one member fills another with at a time: a move of everything takes few epochs, and is not one block. */
    static final int SLOTS_IN_FLIGHT = 4_096;

    private record Pair(MemberId source, MemberId target) {}

    private final TableDraft draft;
    private final Standing standing;
    private final SlotRequests requests;
    private final AssignmentPlan plan;
    private final Map<Pair, Integer> inFlight = new HashMap<>();

    Rebalancing(TableDraft draft, Standing standing, SlotRequests requests, AssignmentPlan plan) {
        this.draft = draft;
        this.standing = standing;
        this.requests = requests;
        this.plan = plan;
    }

    /** @param lost slots nobody holds any more: created anew, empty, where the plan wants them */
    void run(SlotSet lost) {
        lost.forEach(this::recreate);
        boolean anyShort = false;
        int fewest = Integer.MAX_VALUE;
        for (int slot = 0; slot < draft.slotCount(); slot++) {
            dropAndPromote(slot);
            SlotAssignment now = draft.get(slot);
            if (isShort(now)) {
                anyShort = true;
                fewest = Math.min(fewest, now.inSync().size());
            }
            MemberId primary = now.primary();
            if (primary != null) {
                now.learners().forEach(learner -> inFlight.merge(new Pair(primary, learner), 1, Integer::sum));
            }
        }
        fill(anyShort, fewest);
    }

    private void recreate(int slot) {
        Target target = plan.target(slot);
        List<MemberId> learners = TableDraft.minus(target.copies(), target.primary());
        draft.set(
                slot,
                new SlotAssignment(
                        target.primary(), standing.newEpoch(), List.of(target.primary()), List.of(), learners, null));
    }

    /** Adds learners where copies are missing; where none are, for moves. The slots with the fewest copies come first. */
    private void fill(boolean anyShort, int fewest) {
        if (!anyShort) {
            for (int slot = 0; slot < draft.slotCount(); slot++) {
                addLearners(slot);
            }
            return;
        }
        for (int copies = fewest; copies < plan.copies(); copies++) {
            for (int slot = 0; slot < draft.slotCount(); slot++) {
                SlotAssignment now = draft.get(slot);
                if (isShort(now) && now.inSync().size() == copies) {
                    addLearners(slot);
                }
            }
        }
    }

    /** Nobody fills learners of a slot whose primary is dead; it is settled when the next one is promoted. */
    private boolean servedNow(SlotAssignment now) {
        return now.primary() != null && standing.isLive(now.primary());
    }

    /** Of a replicated slot the members that only read come with the moves. */
    private boolean isShort(SlotAssignment now) {
        return servedNow(now) && now.inSync().size() < plan.copies();
    }

    private void addLearners(int slot) {
        SlotAssignment now = draft.get(slot);
        MemberId primary = now.primary();
        if (primary == null || !servedNow(now)) {
            return;
        }
        List<MemberId> learners = now.learners();
        for (MemberId wanted : plan.target(slot).copies()) {
            if (now.inSync().contains(wanted)
                    || learners.contains(wanted)
                    || requests.justRemoved(wanted, slot)
                    || inFlight.getOrDefault(new Pair(primary, wanted), 0) >= SLOTS_IN_FLIGHT) {
                continue;
            }
            inFlight.merge(new Pair(primary, wanted), 1, Integer::sum);
            learners = TableDraft.plus(learners, wanted);
        }
        if (!learners.equals(now.learners())) {
            draft.set(
                    slot,
                    new SlotAssignment(primary, now.slotTerm(), now.inSync(), now.eligible(), learners, now.heir()));
        }
    }

    /** Who has begun to learn goes on until the slot is complete, or plans that alternate would never let anyone finish. */
    private boolean mayLearn(MemberId learner) {
        for (Member member : standing.members()) {
            if (member.id().equals(learner)) {
                return standing.isLive(learner) && AssignmentPlanner.takesSlots(member);
            }
        }
        return false;
    }

    /** Names or forgets the heir, forgets learners the plan does not want, and takes surplus copies away. */
    private void dropAndPromote(int slot) {
        SlotAssignment now = draft.get(slot);
        MemberId primary = now.primary();
        if (primary == null || !servedNow(now)) {
            return;
        }
        Target target = plan.target(slot);
        MemberId wanted = target.primary();
        MemberId heir = !wanted.equals(primary) && now.inSync().contains(wanted) ? wanted : null;
        List<MemberId> learners = now.learners();
        if (!target.copies().containsAll(learners)) {
            boolean complete = now.inSync().containsAll(target.copies());
            learners = standing.only(
                    learners, member -> target.copies().contains(member) || (!complete && mayLearn(member)));
        }
        List<MemberId> inSync = now.inSync();
        // In the epoch of a hand-over the old primary has consented to that loss only.
        if (now.slotTerm() < standing.newEpoch()
                && inSync.size() > target.copies().size()
                && inSync.containsAll(target.copies())) {
            inSync = standing.only(
                    inSync, member -> member.equals(primary) || target.copies().contains(member));
        }
        if (!Objects.equals(heir, now.heir()) || !learners.equals(now.learners()) || !inSync.equals(now.inSync())) {
            draft.set(slot, new SlotAssignment(primary, now.slotTerm(), inSync, now.eligible(), learners, heir));
        }
    }
}
