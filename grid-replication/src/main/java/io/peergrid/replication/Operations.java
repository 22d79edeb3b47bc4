package io.peergrid.replication;

import io.peergrid.partition.Reply;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Executes what callers ask for, in the thread that brought it (protocol 2.6, 2.8). */
final class Operations {
    /** Asynchronous entries may be ahead of a copy by this part of what may be under way. */
    private static final int AHEAD_SHARE = 4;

    private final Context context;
    private final SlotStates states;
    private final PrimaryRole primaryRole;

    Operations(Context context, PrimaryRole primaryRole) {
        this.context = context;
        this.states = context.states;
        this.primaryRole = primaryRole;
    }

    void execute(Call call, Flush flush) {
        if (call.slot() < 0 || call.slot() >= states.count()) {
            flush.reply(call, Reply.Status.REFUSED);
            return;
        }
        synchronized (states.lock(call.slot())) {
            SlotAssignment assignment = states.assignment(call.slot());
            if (states.leads[call.slot()] != 0) {
                atPrimary(call, assignment, flush);
            } else if (!call.part().mutation() && states.stamp(call.slot()) != 0) {
                readAtReplica(call, assignment, flush);
            } else {
                elsewhere(call, assignment, flush);
            }
        }
    }

    /** Whether a mutation would be decided here, as things are; false if it has been, or is no longer wanted. */
    boolean mayDecide(Call call) {
        int slot = call.slot();
        if (slot < 0
                || slot >= states.count()
                || context.records.find(call.caller(), call.number()) != null
                || context.records.standing(call.caller(), call.number(), call.attempt())
                        != OperationRecords.Standing.OPEN) {
            return false;
        }
        synchronized (states.lock(slot)) {
            return states.leads[slot] != 0;
        }
    }

    private void elsewhere(Call call, SlotAssignment assignment, Flush flush) {
        MemberId owner = assignment.primary();
        long epoch = context.epoch();
        if (call.epoch() > epoch) {
            flush.later(() -> context.agreement.behind(call.caller(), call.epoch()));
            flush.reply(call, Reply.Status.TRY_AGAIN);
        } else if (owner == null) {
            flush.reply(call, epoch < 0 ? Reply.Status.TRY_AGAIN : Reply.Status.OFFLINE);
        } else if (owner.equals(context.self) || call.redirected()) {
            // The configuration that gives the slot to this member comes soon.
            flush.reply(call, Reply.Status.TRY_AGAIN);
        } else {
            flush.redirect(call, Reply.Status.MOVED, owner, epoch);
        }
    }

    private void atPrimary(Call call, SlotAssignment assignment, Flush flush) {
        int slot = call.slot();
        boolean mutation = call.part().mutation();
        LiveSlot live = states.live(slot);
        PrimaryState primary = primaryRole.state(live);
        try {
            if (mutation && call.epoch() < oldestAccepted(call, primary)) {
                // Perhaps a late copy from before this role began: the caller chooses anew (docs, section 9).
                flush.redirect(call, Reply.Status.MOVED, context.self, context.epoch());
            } else if (primary.handedIn >= 0) {
                MemberId heir = primary.heir;
                flush.redirect(call, Reply.Status.ASK, heir == null ? context.self : heir, primary.handedIn + 1);
            } else if (states.stamp(slot) == 0 || (mutation && primary.heir != null)) {
                hold(call, primary, flush);
            } else if (!context.leaseValid()) {
                flush.reply(call, Reply.Status.NO_LEASE);
            } else if (mutation) {
                mutate(call, assignment, live, flush);
            } else {
                read(call, live, flush);
            }
        } finally {
            states.dropIfAtRest(slot);
        }
    }

    /** After ASK a request carries the epoch in which the move was asked for, the one before this role began. */
    private static long oldestAccepted(Call call, PrimaryState primary) {
        return call.redirected() ? primary.slotTerm - 1 : primary.slotTerm;
    }

    private void hold(Call call, PrimaryState primary, Flush flush) {
        if (primary.held.size() >= context.settings.heldOperationsMax()) {
            flush.reply(call, Reply.Status.TRY_AGAIN);
        } else {
            long until = context.clock.nanoTime() + context.settings.holdNanos();
            primary.held.add(new PrimaryState.Held(call, until));
        }
    }

    private void mutate(Call call, SlotAssignment assignment, LiveSlot live, Flush flush) {
        context.records.raise(call.caller(), call.lowWater());
        OperationRecords.Standing standing = context.records.standing(call.caller(), call.number(), call.attempt());
        if (standing != OperationRecords.Standing.OPEN) {
            boolean givenUp = standing == OperationRecords.Standing.GIVEN_UP;
            flush.reply(call, givenUp ? Reply.Status.REFUSED : Reply.Status.TRY_AGAIN);
            return;
        }
        OperationRecords.Outcome known =
                context.rules.remembersOperations() ? context.records.find(call.caller(), call.number()) : null;
        if (known != null) {
            Answer answer = known.seq() == 0
                    ? Answer.ofAppended(call, known.result(), states.stamp(live.slot))
                    : Answer.ofEntry(call, known.result());
            answerAfter(answer, known.seq(), live, flush);
        } else if (context.rules.respectsMinInSync() && assignment.inSync().size() < context.view.minInSync()) {
            flush.reply(call, Reply.Status.TOO_FEW_COPIES);
        } else if (isOverloaded(live)) {
            flush.reply(call, Reply.Status.OVERLOADED);
        } else {
            Entry.Operation operation = new Entry.Operation(call.caller(), call.number(), call.lowWater());
            decide(call, call.part().command(), operation, live, flush);
        }
    }

    private boolean isOverloaded(LiveSlot live) {
        if (context.records.retainedBytes() > context.settings.retainedResultBytesMax()) {
            return true;
        }
        for (ReplicaProgress replica : primaryRole.state(live).replicas.values()) {
            if (primaryRole.isInAckSet(replica)
                    && !context.sender(replica.member).hasRoom()) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether all copies that a synchronous entry would wait for are near: otherwise an asynchronous one waits, too, or its callers would fill the streams that learners and synchronous
     * entries of all slots share.
     */
    private boolean keepsUp(LiveSlot live) {
        for (ReplicaProgress replica : primaryRole.state(live).replicas.values()) {
            if (primaryRole.isInAckSet(replica)
                    && context.sender(replica.member).openBytes() > context.settings.inFlightBytesMax() / AHEAD_SHARE) {
                return false;
            }
        }
        return true;
    }

    private void decide(Call call, byte[] command, Entry.@Nullable Operation operation, LiveSlot live, Flush flush) {
        int slot = live.slot;
        PrimaryState primary = primaryRole.state(live);
        long seq = states.seq[slot] + 1;
        long time = slotTime(slot);
        StateMachine.Decision decision =
                context.machine.decide(slot, command, Entry.version(primary.slotTerm, seq), time);
        if (decision.effects().isEmpty()) {
            unchanged(call, operation, decision, live, flush);
            return;
        }
        Entry entry = new Entry(
                primary.slotTerm,
                seq,
                states.term[slot],
                time,
                operation,
                decision.footprint(),
                decision.effects(),
                decision.result());
        boolean atOnce = decision.asynchronous() && keepsUp(live);
        if (operation != null) {
            context.records.put(
                    operation.caller(),
                    operation.number(),
                    slot,
                    call.attempt(),
                    new OperationRecords.Outcome(atOnce ? 0 : seq, decision.result()));
        }
        TailEntry added = primaryRole.append(live, entry, atOnce, flush);
        if (atOnce) {
            flush.answer(Answer.ofAppended(call, decision.result(), states.stamp(slot)));
        } else {
            added.await(Answer.ofEntry(call, decision.result()));
        }
        primaryRole.advance(live, flush);
    }

    private long slotTime(int slot) {
        return Math.max(context.clock.wallMillis(), states.timeMillis[slot]);
    }

    /** Nothing changes, but the answer depends on what was seen; remembered here only (docs, section 9). */
    private void unchanged(
            Call call,
            Entry.@Nullable Operation operation,
            StateMachine.Decision decision,
            LiveSlot live,
            Flush flush) {
        boolean waits = context.rules.negativeAnswersWait() && !decision.asynchronous();
        long dependsOn = waits ? live.pending.newest(decision.footprint()) : 0;
        if (operation != null) {
            context.records.put(
                    operation.caller(),
                    operation.number(),
                    live.slot,
                    new OperationRecords.Outcome(dependsOn, decision.result()));
        }
        answerAfter(Answer.ofLookup(call, decision.result(), states.stamp(live.slot)), dependsOn, live, flush);
    }

    private void read(Call call, LiveSlot live, Flush flush) {
        int slot = live.slot;
        StateMachine.ReadResult seen = context.machine.read(slot, call.part().command(), slotTime(slot));
        byte[] result = seen.result();
        byte[] mutation = seen.mutation();
        if (result == null) {
            if (mutation == null) {
                flush.reply(call, Reply.Status.REFUSED);
            } else if (primaryRole.state(live).heir != null) {
                hold(call, primaryRole.state(live), flush);
            } else if (states.assignment(slot).inSync().size() < context.view.minInSync()) {
                flush.reply(call, Reply.Status.TOO_FEW_COPIES);
            } else {
                decide(call, mutation, null, live, flush);
            }
            return;
        }
        boolean waits = context.rules.primaryReadsWait() && !seen.asynchronous();
        long dependsOn = waits ? live.pending.newest(seen.footprint()) : 0;
        if (dependsOn != 0) {
            result = instead(call, result);
            dependsOn = result == seen.result() ? dependsOn : 0;
        }
        answerAfter(Answer.ofLookup(call, result, states.stamp(slot)), dependsOn, live, flush);
    }

    private void readAtReplica(Call call, SlotAssignment assignment, Flush flush) {
        int slot = call.slot();
        StateMachine.ReadResult seen = context.machine.read(slot, call.part().command(), context.clock.wallMillis());
        byte[] result = seen.result();
        if (result == null || seen.asynchronous()) {
            elsewhere(call, assignment, flush);
            return;
        }
        LiveSlot live = states.liveIfAny(slot);
        long dependsOn = live == null || !context.rules.replicaReadsWait() ? 0 : live.pending.newest(seen.footprint());
        Answer answer = Answer.ofLookup(call, result, states.stamp(slot));
        if (live == null || dependsOn == 0) {
            flush.answer(answer);
            return;
        }
        byte[] early = instead(call, result);
        if (early != result) {
            flush.answer(Answer.ofLookup(call, early, answer.stamp()));
            return;
        }
        long lateAt = context.clock.nanoTime() + context.settings.replicaReadWaitNanos();
        answerAfter(answer.lateAt(lateAt), dependsOn, live, flush);
    }

    private byte[] instead(Call call, byte[] result) {
        byte[] early = context.rules.answerWhilePending(context.machine, call.part());
        return early == null ? result : early;
    }

    /** Answers when the entry is committed: now, if it is. */
    private void answerAfter(Answer answer, long seq, LiveSlot live, Flush flush) {
        TailEntry pending = seq <= states.committed[live.slot] ? null : live.find(seq);
        if (pending == null) {
            flush.answer(answer);
        } else {
            pending.await(answer);
            primaryRole.hurry(live, flush);
        }
    }

    /** Calls that were held and can go on, or have been held too long. Called without locks. */
    void releaseHeld(int slot, long nowNanos, Flush flush) {
        List<Call> ready = new ArrayList<>();
        synchronized (states.lock(slot)) {
            LiveSlot live = states.liveIfAny(slot);
            PrimaryState primary = live == null ? null : live.primary;
            if (primary == null || primary.held.isEmpty()) {
                return;
            }
            boolean goOn = primary.handedIn >= 0 || (states.stamp(slot) != 0 && primary.heir == null);
            primary.held.removeIf(held -> {
                boolean late = nowNanos - held.untilNanos() >= 0;
                if (goOn) {
                    ready.add(held.call());
                } else if (late) {
                    flush.reply(held.call(), Reply.Status.TRY_AGAIN);
                }
                return goOn || late;
            });
        }
        for (Call call : ready) {
            execute(call, flush);
        }
    }

    /** Reads that have waited too long at a replica go to the primary. Under the slot's lock. */
    void redirectLate(LiveSlot live, long nowNanos, Flush flush) {
        for (TailEntry entry : live.tail) {
            for (Answer late : entry.takeLate(nowNanos)) {
                elsewhere(late.call(), states.assignment(live.slot), flush);
            }
        }
    }
}
