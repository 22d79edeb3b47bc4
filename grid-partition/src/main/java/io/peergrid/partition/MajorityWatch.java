package io.peergrid.partition;

import io.peergrid.membership.Lease;

/**
 * How long this member has been without a majority, as its lease shows it. Counts from when somebody saw the lease ended, not
 * from the last answer of a majority: a process that stood still was not refused by anybody. Thread-safe.
 */
final class MajorityWatch {
    private final Lease lease;
    private final long leaseNanos;

    private volatile boolean lacking;
    private volatile long seenAt;

    MajorityWatch(Lease lease, long leaseNanos) {
        this.lease = lease;
        this.leaseNanos = leaseNanos;
    }

    /**
     * Nanoseconds since a majority last answered, as far as this member was there to notice; 0 with a lease. A lease that
     * was never held counts from the first look.
     */
    long lackedFor(long now) {
        if (lease.isValid(now)) {
            lacking = false;
            return 0;
        }
        long until = lease.untilNanos();
        boolean everHeld = until != 0;
        boolean heldSince = everHeld && until - seenAt > 0 && now - until >= 0;
        if (!lacking || heldSince) {
            seenAt = now;
            lacking = true;
        }
        return Math.max(0, now - seenAt) + (everHeld ? leaseNanos : 0);
    }
}
