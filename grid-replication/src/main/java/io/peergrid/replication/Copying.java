package io.peergrid.replication;

import io.peergrid.partition.SlotSet;
import io.peergrid.ports.MemberId;
import io.peergrid.replication.ReplicaProgress.State;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Fills learners (protocol 2.9): one slot after the other for each learner, a part at a time while the stream has room; what is
 * empty goes in ranges. Parts are taken and put on the stream under the slot's lock, so each holds exactly what is before it.
 */
final class Copying {

    /** What one learner is to get. */
    private static final class Work {
        final ConcurrentLinkedDeque<Integer> slots = new ConcurrentLinkedDeque<>();
        final AtomicBoolean busy = new AtomicBoolean();
        /** The slot under copy; by the thread that holds {@code busy}. */
        @Nullable
        Cursor current;
    }

    private static final class Cursor {
        final int slot;
        final ReplicaProgress replica;
        byte @Nullable [] at;

        Cursor(int slot, ReplicaProgress replica) {
            this.slot = slot;
            this.replica = replica;
        }
    }

    private record EmptySlot(int slot, ReplicaProgress replica, long slotTerm, long term, long seq) {}

    private final Context context;
    private final SlotStates states;
    private final PrimaryRole primaryRole;
    private final Map<MemberId, Work> workByLearner = new ConcurrentHashMap<>();

    Copying(Context context, PrimaryRole primaryRole) {
        this.context = context;
        this.states = context.states;
        this.primaryRole = primaryRole;
    }

    /** The learner waits for a copy of the slot. May be called under the slot's lock. */
    void enqueue(MemberId learner, int slot) {
        workByLearner.computeIfAbsent(learner, any -> new Work()).slots.add(slot);
    }

    void dropLearners(Predicate<MemberId> gone) {
        workByLearner.keySet().removeIf(gone);
    }

    void pumpAll(Flush flush) {
        for (MemberId learner : new TreeSet<>(workByLearner.keySet())) {
            pump(learner, flush);
        }
    }

    /** Goes on with a learner as far as its stream has room. Called without locks. */
    void pump(MemberId learner, Flush flush) {
        Work work = workByLearner.get(learner);
        if (work == null || !work.busy.compareAndSet(false, true)) {
            return;
        }
        try {
            PeerSender sender = context.sender(learner);
            while (sender.openBytes() < context.settings.inFlightBytesMax() / 2 && step(learner, work, flush)) {
                flush.send(sender);
            }
        } finally {
            work.busy.set(false);
        }
    }

    private boolean step(MemberId learner, Work work, Flush flush) {
        Cursor current = work.current;
        if (current != null) {
            work.current = part(current, flush) ? current : null;
            return true;
        }
        return begin(learner, work, flush);
    }

    private boolean begin(MemberId learner, Work work, Flush flush) {
        List<EmptySlot> empty = new ArrayList<>();
        BitSet begun = new BitSet();
        Integer slot;
        while (work.current == null && (slot = work.slots.poll()) != null) {
            synchronized (states.lock(slot)) {
                ReplicaProgress replica = learning(slot, learner);
                // A slot that was wanted, given up and wanted again waits twice.
                if (replica == null || begun.get(slot)) {
                    continue;
                }
                begun.set(slot);
                if (isEmptyAtRest(slot)) {
                    long slotTerm = states.leads[slot] - 1;
                    empty.add(new EmptySlot(slot, replica, slotTerm, states.term[slot], states.seq[slot]));
                } else {
                    beginCopy(slot, replica, flush);
                    work.current = new Cursor(slot, replica);
                }
            }
        }
        if (!empty.isEmpty()) {
            sendEmpty(learner, empty, work, flush);
        }
        if (!begun.isEmpty()) {
            flush.event(new ReplicationEvent.SyncStarted(context.epoch(), learner, SlotSet.of(begun)));
        }
        return !begun.isEmpty();
    }

    private @Nullable ReplicaProgress learning(int slot, MemberId learner) {
        LiveSlot live = states.liveIfAny(slot);
        PrimaryState primary = live == null ? null : live.primary;
        ReplicaProgress replica = primary == null ? null : primary.replicas.get(learner);
        return replica != null && replica.state == State.LEARNING && !replica.active ? replica : null;
    }

    private boolean isEmptyAtRest(int slot) {
        LiveSlot live = states.liveIfAny(slot);
        return (live == null || live.tail.isEmpty()) && context.machine.isEmpty(slot) && !context.records.hasAny(slot);
    }

    /** The copy begins at the committed position; what is pending follows as entries. */
    private void beginCopy(int slot, ReplicaProgress replica, Flush flush) {
        LiveSlot live = states.live(slot);
        PrimaryState primary = primaryRole.state(live);
        StreamItem.SyncBegin begin = new StreamItem.SyncBegin(
                slot, primary.slotTerm, states.committedTerm(slot), states.committed[slot], states.timeMillis[slot]);
        replica.countFrom = primaryRole.enqueue(replica.member, StreamCodec.pack(begin), Outgoing.Meaning.NONE, flush);
        replica.active = true;
        for (TailEntry entry : live.tail) {
            primaryRole.enqueue(
                    replica.member,
                    primaryRole.pack(slot, primary, entry),
                    PrimaryRole.meaning(slot, primary.slotTerm, entry),
                    flush);
        }
    }

    /** Sends the next part; false when the copy is complete or void. */
    private boolean part(Cursor cursor, Flush flush) {
        int slot = cursor.slot;
        synchronized (states.lock(slot)) {
            LiveSlot live = states.liveIfAny(slot);
            PrimaryState primary = live == null ? null : live.primary;
            if (primary == null
                    || primary.replicas.get(cursor.replica.member) != cursor.replica
                    || cursor.replica.rejected) {
                return false;
            }
            StateMachine.SnapshotPart part =
                    context.machine.snapshot(slot, cursor.at, context.settings.snapshotPartBytes());
            byte[] content = part.part();
            if (content != null) {
                StreamItem item = new StreamItem.SyncPart(slot, primary.slotTerm, content);
                primaryRole.enqueue(cursor.replica.member, StreamCodec.pack(item), Outgoing.Meaning.NONE, flush);
            }
            cursor.at = part.cursor();
            if (cursor.at != null) {
                return true;
            }
            endCopy(slot, primary, cursor.replica, flush);
            return false;
        }
    }

    private void endCopy(int slot, PrimaryState primary, ReplicaProgress replica, Flush flush) {
        List<OperationRecords.Remembered> records = context.records.ofSlot(slot);
        if (!records.isEmpty()) {
            StreamItem item = new StreamItem.SyncRecords(slot, primary.slotTerm, records);
            primaryRole.enqueue(replica.member, StreamCodec.pack(item), Outgoing.Meaning.NONE, flush);
        }
        Outgoing.Mark end = new Outgoing.Mark(slot, primary.slotTerm, states.seq[slot], true);
        primaryRole.enqueue(
                replica.member,
                StreamCodec.pack(new StreamItem.SyncEnd(slot, primary.slotTerm)),
                new Outgoing.Meaning(List.of(end), List.of()),
                flush);
    }

    /**
     * Tells about many empty slots at once. No lock is held over all of them: a slot written to in between is copied like
     * any other.
     */
    private void sendEmpty(MemberId learner, List<EmptySlot> empty, Work work, Flush flush) {
        List<EmptySlot> inOrder = new ArrayList<>(empty);
        inOrder.sort(Comparator.comparingInt(EmptySlot::slot));
        List<StreamItem.Run> runs = new ArrayList<>();
        for (EmptySlot slot : inOrder) {
            Runs.add(runs, slot.slot, slot.slotTerm, slot.term, slot.seq);
        }
        StreamItem item = new StreamItem.SyncEmpty(context.clock.wallMillis(), runs);
        Outgoing sent = primaryRole.enqueue(learner, StreamCodec.pack(item), Outgoing.Meaning.NONE, flush);
        List<Outgoing.Mark> marks = new ArrayList<>();
        for (EmptySlot slot : inOrder) {
            synchronized (states.lock(slot.slot)) {
                if (learning(slot.slot, learner) != slot.replica) {
                    continue;
                }
                if (states.seq[slot.slot] == slot.seq && isEmptyAtRest(slot.slot)) {
                    slot.replica.active = true;
                    slot.replica.countFrom = sent;
                    marks.add(new Outgoing.Mark(slot.slot, slot.slotTerm, slot.seq, true));
                } else {
                    work.slots.add(slot.slot);
                }
            }
        }
        // Only now do acknowledgements count for these slots; this one covers the item before it.
        StreamItem end = new StreamItem.SyncEmpty(0, List.of());
        primaryRole.enqueue(learner, StreamCodec.pack(end), new Outgoing.Meaning(marks, List.of()), flush);
    }
}
