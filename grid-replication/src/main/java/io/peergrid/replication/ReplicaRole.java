package io.peergrid.replication;

import io.peergrid.partition.Reply;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.ports.MemberId;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** A member's side of slots of which another is the primary: stores what the stream brings, or says why not (I17, I18). */
final class ReplicaRole {
    private final Context context;
    private final SlotStates states;

    ReplicaRole(Context context) {
        this.context = context;
        this.states = context.states;
    }

    /** Null if the entry is stored, now or before. */
    @Nullable
    Rejection append(MemberId from, StreamItem.Append item, Flush flush) {
        int slot = item.slot();
        synchronized (states.lock(slot)) {
            Rejection rejection = fence(from, slot, item.slotTerm());
            Shadow shadow = shadow(slot);
            if (rejection == null && shadow != null) {
                shadow.items.add(item);
                shadow.committed(item.committedSeq());
                return null;
            }
            if (rejection == null) {
                rejection = place(slot, item.entry());
            }
            if (rejection == null) {
                commitUpTo(slot, item.committedSeq(), flush);
                if (!context.rules.replicaWaitsForWatermark()) {
                    commitUpTo(slot, item.entry().seq(), flush);
                }
            } else if (rejection == Rejection.CLASH) {
                states.clashed[slot] = true;
                states.stopServing(slot);
            }
            return rejection;
        }
    }

    /**
     * The stamp under which this member may answer the caller of an entry that it holds, if it has a lease and the stamp stands
     * (protocol 2.6); 0 if it may not. Only an entry of the primary's own term: the term's barrier lies before it.
     */
    long stampToAnswer(MemberId from, StreamItem.Append item) {
        int slot = item.slot();
        if (!item.onlyOtherCopy() || item.entry().term() != item.slotTerm()) {
            return 0;
        }
        synchronized (states.lock(slot)) {
            SlotAssignment assignment = states.assignment(slot);
            boolean pair = assignment.inSync().size() == 2
                    && assignment.inSync().contains(context.self)
                    && assignment.inSync().contains(from)
                    && context.view.minInSync() <= 2;
            boolean stored = pair && fenceSender(from, slot, item.slotTerm()) == null && holds(slot, item.entry());
            return stored && states.leads[slot] == 0 ? states.stamp(slot) : 0;
        }
    }

    /** Comes before anything else: an old append must not disturb what the new primary counts on (protocol 2.5). */
    private @Nullable Rejection fence(MemberId from, int slot, long slotTerm) {
        Rejection rejection = fenceSender(from, slot, slotTerm);
        if (rejection != null) {
            return rejection;
        }
        SlotAssignment assignment = states.assignment(slot);
        if (assignment.inSync().contains(context.self)) {
            return null;
        }
        boolean learns = assignment.learners().contains(context.self) && isFilledUnder(slot, slotTerm);
        return learns ? null : Rejection.UNLISTED;
    }

    private @Nullable Shadow shadow(int slot) {
        LiveSlot live = states.liveIfAny(slot);
        return live == null ? null : live.shadow;
    }

    private boolean isFilledUnder(int slot, long slotTerm) {
        return states.filled[slot] != 0 && (states.filled[slot] - 1) >> 1 == slotTerm;
    }

    private @Nullable Rejection fenceSender(MemberId from, int slot, long slotTerm) {
        if (!context.rules.fencesOlderTerms()) {
            return null;
        }
        SlotAssignment assignment = states.assignment(slot);
        return slotTerm != assignment.slotTerm() || !from.equals(assignment.primary()) ? Rejection.FENCED : null;
    }

    private @Nullable Rejection place(int slot, Entry entry) {
        long lastSeq = states.seq[slot];
        if (entry.seq() > lastSeq) {
            if (context.rules.checksPredecessor()) {
                if (entry.seq() > lastSeq + 1) {
                    return Rejection.BEHIND;
                }
                if (entry.previousTerm() != states.term[slot]) {
                    return Rejection.CLASH;
                }
            }
            store(slot, entry);
            return null;
        }
        if (holds(slot, entry)) {
            return null;
        }
        if (!context.rules.checksPredecessor()) {
            store(slot, entry);
            return null;
        }
        return Rejection.CLASH;
    }

    private boolean holds(int slot, Entry entry) {
        if (entry.seq() <= states.committed[slot]) {
            return true;
        }
        LiveSlot live = states.liveIfAny(slot);
        TailEntry found = live == null ? null : live.find(entry.seq());
        return found != null && found.entry.term() == entry.term();
    }

    private void store(int slot, Entry entry) {
        LiveSlot live = states.live(slot);
        if (!entry.isBarrier()) {
            live.pending.add(entry.footprint(), entry.seq());
            context.machine.apply(slot, entry.version(), entry.effects());
        }
        states.advance(slot, entry);
        live.tail.add(new TailEntry(entry, false));
        Entry.Operation operation = entry.operation();
        if (operation != null) {
            context.records.raise(operation.caller(), operation.lowWater());
            context.records.put(
                    operation.caller(),
                    operation.number(),
                    slot,
                    new OperationRecords.Outcome(entry.seq(), entry.result()));
        }
    }

    /** The stream says that entries under this slotTerm are committed up to a seq. */
    void committed(int slot, long slotTerm, long seq, Flush flush) {
        synchronized (states.lock(slot)) {
            if (states.assignment(slot).slotTerm() == slotTerm && states.leads[slot] == 0) {
                Shadow shadow = shadow(slot);
                if (shadow == null) {
                    commitUpTo(slot, seq, flush);
                } else {
                    shadow.committed(seq);
                }
            }
        }
    }

    /**
     * Takes an entry for committed whose caller this member answers: it is on both copies that count, which is what committed means. False
     * if the stamp no longer stands; then the caller must not be answered.
     */
    boolean commitToAnswer(int slot, long slotTerm, long stamp, long seq, Flush flush) {
        synchronized (states.lock(slot)) {
            boolean stands = states.stamp(slot) == stamp
                    && states.leads[slot] == 0
                    && states.assignment(slot).slotTerm() == slotTerm;
            if (stands && shadow(slot) == null) {
                commitUpTo(slot, seq, flush);
            }
            return stands;
        }
    }

    private void commitUpTo(int slot, long seq, Flush flush) {
        LiveSlot live = states.liveIfAny(slot);
        if (live == null || states.clashed[slot]) {
            return;
        }
        while (!live.tail.isEmpty() && live.tail.getFirst().entry.seq() <= seq) {
            TailEntry head = live.tail.removeFirst();
            head.commit();
            live.pending.remove(head.entry.footprint(), head.entry.seq());
            states.committed[slot] = head.entry.seq();
            head.takeWaiting().forEach(flush::answer);
        }
        states.dropIfAtRest(slot);
    }

    /** A copy begins here: forgets the slot and takes the position over. */
    @Nullable
    Rejection beginCopy(MemberId from, StreamItem.SyncBegin begin, Flush flush) {
        int slot = begin.slot();
        synchronized (states.lock(slot)) {
            Rejection rejection = fenceSender(from, slot, begin.slotTerm());
            if (rejection != null) {
                return rejection;
            }
            SlotAssignment assignment = states.assignment(slot);
            if (assignment.inSync().contains(context.self)) {
                return Rejection.KEPT;
            }
            if (!assignment.learners().contains(context.self)) {
                return Rejection.UNLISTED;
            }
            if (assignment.eligible().contains(context.self)) {
                states.live(slot).shadow = new Shadow(begin);
                states.filled[slot] = 2 * begin.slotTerm() + 1;
            } else {
                startOver(begin, flush);
            }
            return null;
        }
    }

    private void startOver(StreamItem.SyncBegin begin, Flush flush) {
        int slot = begin.slot();
        forget(slot, flush);
        states.reset(slot, begin.term(), begin.seq(), begin.timeMillis());
        states.filled[slot] = 2 * begin.slotTerm() + 1;
        context.machine.beginInstall(slot);
    }

    @Nullable
    Rejection takePart(MemberId from, StreamItem.SyncPart part) {
        synchronized (states.lock(part.slot())) {
            Rejection rejection = fence(from, part.slot(), part.slotTerm());
            if (rejection == null) {
                Shadow shadow = shadow(part.slot());
                if (shadow == null) {
                    context.machine.install(part.slot(), part.part());
                } else {
                    shadow.items.add(part);
                }
            }
            return rejection;
        }
    }

    @Nullable
    Rejection takeRecords(MemberId from, StreamItem.SyncRecords records) {
        int slot = records.slot();
        synchronized (states.lock(slot)) {
            Rejection rejection = fence(from, slot, records.slotTerm());
            Shadow shadow = shadow(slot);
            if (rejection == null && shadow != null) {
                shadow.items.add(records);
            } else if (rejection == null) {
                remember(records);
            }
            return rejection;
        }
    }

    private void remember(StreamItem.SyncRecords records) {
        for (OperationRecords.Remembered record : records.records()) {
            context.records.put(record.caller(), record.number(), records.slot(), record.outcome());
        }
    }

    @Nullable
    Rejection endCopy(MemberId from, StreamItem.SyncEnd end, Flush flush) {
        int slot = end.slot();
        synchronized (states.lock(slot)) {
            Rejection rejection = fence(from, slot, end.slotTerm());
            if (rejection == null && states.filled[slot] == 2 * end.slotTerm() + 1) {
                Shadow shadow = shadow(slot);
                if (shadow != null) {
                    states.live(slot).shadow = null;
                    replace(shadow, flush);
                }
                states.filled[slot]++;
                context.machine.endInstall(slot);
            }
            return rejection;
        }
    }

    /** The new copy is complete: now the old one may go (I25). */
    private void replace(Shadow shadow, Flush flush) {
        startOver(shadow.begin, flush);
        for (StreamItem item : shadow.items) {
            if (item instanceof StreamItem.Append append) {
                place(append.slot(), append.entry());
            } else if (item instanceof StreamItem.SyncPart part) {
                context.machine.install(part.slot(), part.part());
            } else if (item instanceof StreamItem.SyncRecords records) {
                remember(records);
            }
        }
        commitUpTo(shadow.begin.slot(), shadow.committedSeq(), flush);
    }

    /** What a rejection tells the sender: where this copy ends. */
    StreamCodec.Note note(int slot, long slotTerm, long fromSeq, Rejection reason) {
        synchronized (states.lock(slot)) {
            return new StreamCodec.Note(slot, slotTerm, fromSeq, reason, states.term[slot], states.seq[slot]);
        }
    }

    /** A configuration lists this member as replica in sync. Under the slot's lock. */
    void follow(int slot, long epoch) {
        dropShadow(slot);
        states.filled[slot] = 0;
        if (states.clashed[slot]) {
            states.stopServing(slot);
        } else {
            states.serveAsReplica(slot, epoch);
        }
        states.dropIfAtRest(slot);
    }

    /** A configuration lists this member as eligible or learner only. Under the slot's lock. */
    void stepBack(int slot, long epoch, SlotAssignment assignment, Flush flush) {
        if (!isFilledUnder(slot, assignment.slotTerm())) {
            dropShadow(slot);
            states.filled[slot] = 0;
        }
        if (!context.rules.learnersDoNotRead() && assignment.learners().contains(context.self)) {
            states.serveAsReplica(slot, epoch);
        } else {
            states.stopServing(slot);
            refuseWaiting(slot, flush);
        }
    }

    private void dropShadow(int slot) {
        LiveSlot live = states.liveIfAny(slot);
        if (live != null) {
            live.shadow = null;
        }
    }

    /** Whether the slot holds anything here. Under the slot's lock. */
    boolean holdsAnything(int slot) {
        return states.seq[slot] != 0
                || states.filled[slot] != 0
                || states.liveIfAny(slot) != null
                || context.records.hasAny(slot);
    }

    /** No configuration lists this member for the slot any more, or a new copy begins (I25). Under the slot's lock. */
    void forget(int slot, Flush flush) {
        states.stopServing(slot);
        refuseWaiting(slot, flush);
        LiveSlot live = states.liveIfAny(slot);
        if (live != null) {
            tellOfDropped(live, flush);
            live.tail.clear();
            live.pending.clear();
            live.shadow = null;
            states.dropIfAtRest(slot);
        }
        if ((states.filled[slot] & 1) == 1) {
            context.machine.endInstall(slot);
        }
        context.machine.clear(slot);
        context.records.forgetSlot(slot);
        states.reset(slot, 0, 0, 0);
    }

    private void tellOfDropped(LiveSlot live, Flush flush) {
        int entries = 0;
        int acknowledged = 0;
        for (TailEntry entry : live.tail) {
            if (entry.isAbandoned() && !entry.entry.isBarrier()) {
                entries++;
                acknowledged += entry.asynchronous && entry.entry.operation() != null ? 1 : 0;
            }
        }
        if (entries > 0) {
            flush.event(new ReplicationEvent.Dropped(context.epoch(), live.slot, entries, acknowledged));
        }
    }

    /** Reads that waited here go elsewhere. */
    void refuseWaiting(int slot, Flush flush) {
        LiveSlot live = states.liveIfAny(slot);
        if (live == null) {
            return;
        }
        for (Iterator<TailEntry> it = live.tail.iterator(); it.hasNext(); ) {
            for (Answer answer : it.next().takeWaiting()) {
                flush.reply(answer.call(), answer.stamp() == 0 ? Reply.Status.UNKNOWN : Reply.Status.TRY_AGAIN);
            }
        }
    }
}
