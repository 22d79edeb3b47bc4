package io.peergrid.replication;

import io.peergrid.partition.LocalSlots;
import io.peergrid.partition.SlotAssignment;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Everything this member knows about its copies: dense arrays over all slots, and a {@link LiveSlot} where something
 * moves. The plain arrays are read and written under the slot's lock.
 */
final class SlotStates {
    private static final int STRIPES_MAX = 1_024;

    /** Term of the newest entry. */
    final long[] term;
    /** Seq of the newest entry. */
    final long[] seq;
    /** Entries up to this seq are known to be committed. */
    final long[] committed;
    /** Slot time of the newest entry, milliseconds. */
    final long[] timeMillis;
    /** slotTerm + 1 under which this member is primary; 0 if it is not. */
    final long[] leads;
    /** For a learner: 2 * slotTerm + 1 while a copy comes in, one more when it is complete; 0 without one. */
    final long[] filled;
    /** Whether this member has another log than the slot's primary. */
    final boolean[] clashed;

    private final Object[] locks;
    private final AtomicLongArray stamps;
    private final AtomicReferenceArray<@Nullable LiveSlot> live;
    private final AtomicReferenceArray<SlotAssignment> assignments;

    SlotStates(int slotCount) {
        term = new long[slotCount];
        seq = new long[slotCount];
        committed = new long[slotCount];
        timeMillis = new long[slotCount];
        leads = new long[slotCount];
        filled = new long[slotCount];
        clashed = new boolean[slotCount];
        stamps = new AtomicLongArray(slotCount);
        live = new AtomicReferenceArray<>(slotCount);
        assignments = new AtomicReferenceArray<>(slotCount);
        SlotAssignment nobody = new SlotAssignment(null, 0, List.of(), List.of(), List.of(), null);
        for (int slot = 0; slot < slotCount; slot++) {
            assignments.set(slot, nobody);
        }
        locks = new Object[Math.min(slotCount, STRIPES_MAX)];
        for (int i = 0; i < locks.length; i++) {
            locks[i] = new Object();
        }
    }

    int count() {
        return term.length;
    }

    /** The monitor that guards the slot. Never two at once. */
    Object lock(int slot) {
        return locks[slot % locks.length];
    }

    /** 0 if reads must not be answered; changes whenever this member begins or ends to serve the slot. */
    long stamp(int slot) {
        return stamps.get(slot);
    }

    void serveAsPrimary(int slot, long slotTerm) {
        stamps.set(slot, 2 * slotTerm + 1);
    }

    void serveAsReplica(int slot, long epoch) {
        stamps.set(slot, 2 * epoch + 2);
    }

    static boolean isPrimaryStamp(long stamp) {
        return LocalSlots.isOfPrimary(stamp);
    }

    void stopServing(int slot) {
        stamps.set(slot, 0);
    }

    /** What operations go by; switched under the slot's lock. */
    SlotAssignment assignment(int slot) {
        return assignments.get(slot);
    }

    void assign(int slot, SlotAssignment assignment) {
        assignments.set(slot, assignment);
    }

    @Nullable
    LiveSlot liveIfAny(int slot) {
        return live.get(slot);
    }

    LiveSlot live(int slot) {
        LiveSlot present = live.get(slot);
        if (present == null) {
            present = new LiveSlot(slot);
            live.set(slot, present);
        }
        return present;
    }

    void dropIfAtRest(int slot) {
        LiveSlot present = live.get(slot);
        if (present != null && present.isAtRest()) {
            live.set(slot, null);
        }
    }

    void forEachLive(IntConsumer action) {
        for (int slot = 0; slot < term.length; slot++) {
            if (live.get(slot) != null) {
                action.accept(slot);
            }
        }
    }

    /** Takes an entry over as the newest one. */
    void advance(int slot, Entry entry) {
        term[slot] = entry.term();
        seq[slot] = entry.seq();
        timeMillis[slot] = Math.max(timeMillis[slot], entry.timeMillis());
    }

    /** Term of the newest committed entry. */
    long committedTerm(int slot) {
        LiveSlot present = live.get(slot);
        return present == null || present.tail.isEmpty()
                ? term[slot]
                : present.tail.getFirst().entry.previousTerm();
    }

    /** A copy that reaches to this committed position and holds nothing yet. */
    void reset(int slot, long newTerm, long newSeq, long newTimeMillis) {
        term[slot] = newTerm;
        seq[slot] = newSeq;
        committed[slot] = newSeq;
        timeMillis[slot] = newTimeMillis;
        filled[slot] = 0;
        clashed[slot] = false;
    }
}
