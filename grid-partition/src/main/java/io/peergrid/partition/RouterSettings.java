package io.peergrid.partition;

/**
 * The router's times and bounds. Times in nanoseconds.
 *
 * @param lease length L of a lease
 * @param noMajorityAfter how long this member may lack a majority before its calls fail with that reason: L + 300 ms (2.5)
 * @param resendAfter a request unanswered for so long is sent again, with the same number
 * @param firstBackoff pause after the first "not now"; doubles with each further one
 * @param longestBackoff bound of that pause
 * @param maxInFlight operations open at once, 1 to 65,536; more are refused as OVERLOADED
 * @param maxRequestBytes a batch for one owner is cut into requests of about this many bytes
 */
public record RouterSettings(
        long lease,
        long noMajorityAfter,
        long resendAfter,
        long firstBackoff,
        long longestBackoff,
        int maxInFlight,
        int maxRequestBytes) {
    private static final long MILLISECOND = 1_000_000;

    /** Largest {@link #maxInFlight}. */
    public static final int MOST_IN_FLIGHT = 65_536;

    public RouterSettings {
        if (maxInFlight < 1 || maxInFlight > MOST_IN_FLIGHT) {
            throw new IllegalArgumentException("maxInFlight must be 1 to " + MOST_IN_FLIGHT + ": " + maxInFlight);
        }
    }

    /** The usual times for a lease of this length. */
    public static RouterSettings forLease(long leaseNanos) {
        return new RouterSettings(
                leaseNanos,
                leaseNanos + 300 * MILLISECOND,
                250 * MILLISECOND,
                MILLISECOND,
                32 * MILLISECOND,
                MOST_IN_FLIGHT,
                256 * 1024);
    }
}
