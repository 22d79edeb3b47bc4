package io.peergrid.structure;

import java.time.Duration;

/** Deadlines that callers ask for. */
final class Deadlines {
    private static final Duration MOST = Duration.ofHours(1);

    private Deadlines() {}

    /** @throws IllegalArgumentException if it is not above zero and at most an hour */
    static long nanos(Duration deadline) {
        if (deadline.isNegative() || deadline.isZero() || deadline.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "a deadline of " + deadline + "; it must be above zero, at most an hour");
        }
        return deadline.toNanos();
    }
}
