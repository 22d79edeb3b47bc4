package io.peergrid.replication;

/**
 * What a call is answered when the entry it depends on is committed, if the member may still answer then.
 *
 * @param appended whether it is the result of an entry: if it may not be told, it is not known what became of the call
 * @param stamp of the slot when it was looked up or appended; 0 for the result of a committed entry, which stands whoever serves the slot
 * @param lateAtNanos when a read stops waiting here; {@link #NEVER} for one that waits as long as it takes
 */
record Answer(Call call, byte[] result, boolean appended, long stamp, long lateAtNanos) {
    static final long NEVER = Long.MAX_VALUE;

    static Answer ofEntry(Call call, byte[] result) {
        return new Answer(call, result, true, 0, NEVER);
    }

    /** Of an entry that may be on no other member yet: it stands only as long as this member leads the slot. */
    static Answer ofAppended(Call call, byte[] result, long stamp) {
        return new Answer(call, result, true, stamp, NEVER);
    }

    /** Of something that was seen and not changed: a read, or a condition that failed. */
    static Answer ofLookup(Call call, byte[] result, long stamp) {
        return new Answer(call, result, false, stamp, NEVER);
    }

    Answer lateAt(long nanos) {
        return new Answer(call, result, appended, stamp, nanos);
    }

    boolean isLate(long nowNanos) {
        return lateAtNanos != NEVER && nowNanos - lateAtNanos >= 0;
    }
}
