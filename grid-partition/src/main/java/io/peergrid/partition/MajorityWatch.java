package io.peergrid.partition;

import io.peergrid.membership.Lease;

/** How long this member has been without a majority, as its lease shows it. Thread-safe. */
final class MajorityWatch {
    private final Lease lease;
    private final long leaseNanos;

    private volatile boolean lacking;
    private volatile long since;

    MajorityWatch(Lease lease, long leaseNanos) {
        this.lease = lease;
        this.leaseNanos = leaseNanos;
    }

    /** Nanoseconds since a majority last answered; 0 with a lease. A lease that was never held counts from the first look. */
    long lackedFor(long now) {
        if (lease.isValid(now)) {
            lacking = false;
            return 0;
        }
        long until = lease.untilNanos();
        boolean expired = until != 0 && now - until >= 0;
        if (!lacking || (expired && until - leaseNanos - since > 0)) {
            since = expired ? until - leaseNanos : now;
            lacking = true;
        }
        return Math.max(0, now - since);
    }
}
