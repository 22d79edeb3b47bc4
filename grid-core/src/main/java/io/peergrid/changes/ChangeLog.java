package io.peergrid.changes;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/** The newest changes of all this member's copies, while somebody listens. Thread-safe; each slot's log is guarded by itself. */
final class ChangeLog {
    /** Of all slots. */
    static final long BYTES_MAX = 64L << 20;
    /** Changes wait no longer at who lives to tell them. */
    private static final long TOLD_WITHIN_NANOS = TimeUnit.SECONDS.toNanos(6);

    private final AtomicReferenceArray<@Nullable SlotLog> logs;
    /** When this member's copy began, but for those it always had: nanoseconds with the lowest bit set. */
    private final AtomicLongArray begun;

    private final long neededNanos;

    /** @param takeoverNanos in which time a member that dies is replaced */
    ChangeLog(int slotCount, long takeoverNanos) {
        neededNanos = TOLD_WITHIN_NANOS + takeoverNanos;
        logs = new AtomicReferenceArray<>(slotCount);
        begun = new AtomicLongArray(slotCount);
    }

    /** Who died of late has told of everything older than this, or said that it could not. */
    long neededNanos() {
        return neededNanos;
    }

    int slotCount() {
        return begun.length();
    }

    @Nullable
    SlotLog find(int slot) {
        return logs.get(slot);
    }

    /** Under the slot's lock. */
    void add(int slot, Change change, long now) {
        SlotLog log = logs.get(slot);
        if (log == null) {
            log = new SlotLog();
            logs.set(slot, log);
        }
        synchronized (log) {
            log.add(change, now);
        }
    }

    /** The copy of a slot is gone; what comes next is another. Under the slot's lock. */
    void cleared(int slot, long now) {
        begun.set(slot, now | 1);
        logs.set(slot, null);
    }

    /** Whether the copy is so young that its predecessor may have died with changes that it lacks. */
    boolean isYoung(int slot, long now) {
        long since = begun.get(slot);
        return since != 0 && now - since < neededNanos;
    }

    /** Nobody listens any more. */
    void forget() {
        for (int slot = 0; slot < slotCount(); slot++) {
            logs.set(slot, null);
        }
    }

    /** About once a second. No slot's lock may be held. */
    void trim(IntToLongFunction committed, boolean normal, long now) {
        long bytes = 0;
        for (int slot = 0; slot < slotCount(); slot++) {
            SlotLog log = logs.get(slot);
            if (log != null) {
                long committedSeq = committed.applyAsLong(slot);
                synchronized (log) {
                    log.trim(committedSeq, normal, now);
                    bytes += log.bytes();
                }
            }
        }
        if (bytes > BYTES_MAX) {
            shrink(bytes);
        }
    }

    /** Each slot gives up what is beyond its part of the bound. */
    private void shrink(long bytes) {
        for (int slot = 0; slot < slotCount(); slot++) {
            SlotLog log = logs.get(slot);
            if (log != null) {
                synchronized (log) {
                    long most = (long) ((double) log.bytes() * BYTES_MAX / bytes);
                    log.shrinkTo(most);
                }
            }
        }
    }
}
