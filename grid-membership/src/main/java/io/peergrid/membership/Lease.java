package io.peergrid.membership;

/**
 * This member's right to serve its roles (protocol 2.5). Written by the membership thread, read by every operation: the
 * one clock read on the hot path. Without a lease a member answers NO_LEASE.
 *
 * <p>The order of a read is: note the stamp, look up, <em>then</em> check the lease, then reply.
 */
public final class Lease {
    private volatile long untilNanos;
    private volatile boolean granted;

    /** @param nowNanos the member's monotonic clock, read after the look-up */
    public boolean isValid(long nowNanos) {
        return granted && untilNanos - nowNanos > 0;
    }

    /** End of the lease on the member's monotonic clock; meaningless while none was granted. */
    public long untilNanos() {
        return untilNanos;
    }

    void extendTo(long newUntilNanos) {
        untilNanos = newUntilNanos;
        granted = true;
    }

    void drop() {
        granted = false;
    }
}
