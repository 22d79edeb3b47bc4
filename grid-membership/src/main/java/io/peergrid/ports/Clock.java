package io.peergrid.ports;

/** The two clocks of a member. */
public interface Clock {
    /** Monotonic nanoseconds from an arbitrary origin; for durations, deadlines and leases. Compare by subtraction. */
    long nanoTime();

    /** Wall clock, milliseconds since the Unix epoch; for expiry deadlines of entries only. */
    long wallMillis();
}
