package io.peergrid.replication;

/**
 * What a call is answered when the entry it depends on is committed, if the member may still answer then.
 *
 * @param stamp of the slot when it was looked up; 0 for the result of an entry, which stands whoever serves the slot
 * @param lateAtNanos when a read stops waiting here; {@link #NEVER} for one that waits as long as it takes
 */
record Answer(Call call, byte[] result, long stamp, long lateAtNanos) {
    static final long NEVER = Long.MAX_VALUE;

    static Answer ofEntry(Call call, byte[] result) {
        return new Answer(call, result, 0, NEVER);
    }

    /** Of something that was seen and not changed: a read, or a condition that failed. */
    static Answer ofLookup(Call call, byte[] result, long stamp) {
        return new Answer(call, result, stamp, NEVER);
    }

    Answer lateAt(long nanos) {
        return new Answer(call, result, stamp, nanos);
    }

    boolean isLate(long nowNanos) {
        return lateAtNanos != NEVER && nowNanos - lateAtNanos >= 0;
    }
}
