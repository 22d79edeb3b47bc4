package io.peergrid.replication;

import io.peergrid.partition.SlotPolicy;

/**
 * Times and bounds of replication.
 *
 * @param policy number of slots and fewest in-sync copies; the same on all members
 * @param tickNanos between two looks at what is late
 * @param resendAfterNanos silence after which what a peer has not acknowledged is sent again; doubles up to
 *     {@code replicaTimeoutNanos}
 * @param replicaTimeoutNanos after which a replica that does not acknowledge is to be removed (protocol 2.7)
 * @param requestAgainNanos after which a request to change the slot table is repeated
 * @param holdNanos how long an operation is held while its slot is on the move or has no barrier yet
 * @param heldOperationsMax operations held for one slot
 * @param replicaReadWaitNanos how long a read at a replica waits for a pending entry before it goes to the primary
 * @param inFlightBytesMax bytes sent to one peer and not acknowledged
 * @param queuedBytesMax bytes waiting for one peer, beyond which writes are refused
 * @param reorderBytesMax bytes from one peer kept because something before them is missing
 * @param itemBytesMax the largest entry or part that is taken from a peer
 * @param snapshotPartBytes about the size of one part of a copy
 * @param retainedResultBytesMax results kept for retries, all callers together
 * @param recordGraceNanos how long records of a caller that left the configuration are kept
 */
public record ReplicationSettings(
        SlotPolicy policy,
        long tickNanos,
        long resendAfterNanos,
        long replicaTimeoutNanos,
        long requestAgainNanos,
        long holdNanos,
        int heldOperationsMax,
        long replicaReadWaitNanos,
        int inFlightBytesMax,
        long queuedBytesMax,
        int reorderBytesMax,
        int itemBytesMax,
        int snapshotPartBytes,
        long retainedResultBytesMax,
        long recordGraceNanos) {
    private static final long MILLIS = 1_000_000L;
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    public ReplicationSettings {
        if (tickNanos <= 0 || resendAfterNanos <= 0 || replicaTimeoutNanos < resendAfterNanos || holdNanos <= 0) {
            throw new IllegalArgumentException("times must be positive, and replicaTimeout at least resendAfter");
        }
        if (inFlightBytesMax < 1 || queuedBytesMax < 1 || reorderBytesMax < 1 || snapshotPartBytes < 1) {
            throw new IllegalArgumentException("bounds must be positive");
        }
    }

    /** Members on one machine or one network. */
    public static ReplicationSettings lan(SlotPolicy policy) {
        return new ReplicationSettings(
                policy,
                20 * MILLIS,
                100 * MILLIS,
                1_000 * MILLIS,
                250 * MILLIS,
                500 * MILLIS,
                1_024,
                50 * MILLIS,
                256 * KIB,
                64L * MIB,
                MIB,
                64 * MIB,
                64 * KIB,
                64L * MIB,
                60_000 * MILLIS);
    }

    /** Members in data centres with longer and less even delays. */
    public static ReplicationSettings cloud(SlotPolicy policy) {
        return new ReplicationSettings(
                policy,
                50 * MILLIS,
                300 * MILLIS,
                3_000 * MILLIS,
                500 * MILLIS,
                1_000 * MILLIS,
                1_024,
                150 * MILLIS,
                MIB,
                64L * MIB,
                4 * MIB,
                64 * MIB,
                64 * KIB,
                64L * MIB,
                60_000 * MILLIS);
    }
}
