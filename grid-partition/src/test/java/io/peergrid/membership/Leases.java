package io.peergrid.membership;

/** Leases for tests of those who only read them. */
public final class Leases {
    private Leases() {}

    public static void extend(Lease lease, long untilNanos) {
        lease.extendTo(untilNanos);
    }
}
