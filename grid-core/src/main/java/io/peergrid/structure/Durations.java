package io.peergrid.structure;

import java.time.Duration;

/** How long calls wait. */
final class Durations {
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private Durations() {}

    /** In nanoseconds; centuries are as good as for ever. */
    static long nanos(Duration timeout) {
        return timeout.compareTo(LONGEST) < 0 ? Math.max(0, timeout.toNanos()) : Long.MAX_VALUE;
    }
}
