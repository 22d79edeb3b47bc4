package io.peergrid.replication;

import io.peergrid.partition.Reply;
import io.peergrid.partition.Request;
import org.jspecify.annotations.Nullable;

/**
 * Reads in the caller's thread, without a lock where the command allows it (protocol 2.5, 2.6). Two steps, so that a test can
 * put a pause between them. Thread-safe.
 */
final class Reads {
    private final Context context;
    private final SlotStates states;

    Reads(Context context) {
        this.context = context;
        this.states = context.states;
    }

    /**
     * What was seen, and under which stamp.
     *
     * @param result null if the read cannot be answered from here
     */
    record Lookup(Request.Part part, long stamp, byte @Nullable [] result, boolean pending) {}

    /** Notes the stamp, looks up, then asks what is pending: in this order. Null if this member does not serve the slot. */
    @Nullable
    Lookup lookUp(Request.Part part) {
        int slot = part.slot();
        if (slot < 0 || slot >= states.count()) {
            return null;
        }
        long stamp = states.stamp(slot);
        if (stamp == 0) {
            return null;
        }
        if (context.machine.readsWithoutLock(part.command())) {
            return look(part, stamp);
        }
        synchronized (states.lock(slot)) {
            return look(part, stamp);
        }
    }

    private Lookup look(Request.Part part, long stamp) {
        int slot = part.slot();
        StateMachine.ReadResult seen = context.machine.read(slot, part.command(), context.clock.wallMillis());
        if (seen.asynchronous()) {
            return new Lookup(part, stamp, seen.result(), !SlotStates.isPrimaryStamp(stamp));
        }
        LiveSlot live = states.liveIfAny(slot);
        boolean pending = live != null && waits(stamp) && live.pending.newest(seen.footprint()) != 0;
        return new Lookup(part, stamp, seen.result(), pending);
    }

    private boolean waits(long stamp) {
        return SlotStates.isPrimaryStamp(stamp) ? context.rules.primaryReadsWait() : context.rules.replicaReadsWait();
    }

    /** The stamp of a slot whose entries the caller looks up itself; 0 if this member does not serve it. */
    long begin(int slot) {
        return slot < 0 || slot >= states.count() ? 0 : states.stamp(slot);
    }

    /** To be called after the look-up: what is pending first, then the lease, then the stamp. */
    boolean end(int slot, long stamp, long keyHash) {
        LiveSlot live = states.liveIfAny(slot);
        if (live != null && waits(stamp) && live.pending.newest(keyHash) != 0) {
            return false;
        }
        return stands(slot, stamp);
    }

    /** The answer if the lease is valid and the stamp still stands, in this order; null if it must be sought otherwise. */
    @Nullable
    Reply finish(Lookup lookup) {
        byte[] result = lookup.result;
        if (result == null || lookup.pending) {
            return null;
        }
        return stands(lookup.part.slot(), lookup.stamp)
                ? new Reply(Reply.Status.DONE, context.epoch(), null, result)
                : null;
    }

    private boolean stands(int slot, long stamp) {
        boolean needsLease = SlotStates.isPrimaryStamp(stamp) || context.rules.replicaReadsNeedLease();
        if (needsLease && !context.leaseValid()) {
            return false;
        }
        return !context.rules.checksStamp() || states.stamp(slot) == stamp;
    }
}
