package io.peergrid;

import java.time.Duration;
import java.util.Objects;

/**
 * How often something may be done. All users of a limiter should give it the same one; each call is judged by the limit that it brings. Durations from a
 * millisecond to a day, numbers from 1 to 10^9. Immutable.
 */
public sealed interface RateLimit {
    /** The highest number of calls that a limit may have. */
    long MOST_CALLS = 1_000_000_000;

    /** The longest time that a limit may have. */
    Duration LONGEST = Duration.ofDays(1);

    /** So many calls in a window that begins with the first call after the last window: cheapest, and up to twice as many around its end. */
    record FixedWindow(long calls, Duration window) implements RateLimit {
        public FixedWindow {
            check(calls);
            check(window);
        }
    }

    /**
     * So many calls in every window of this length, wherever it begins. What was used comes back up to a 32nd part of the window late: the limiter
     * remembers numbers, not calls.
     */
    record SlidingWindow(long calls, Duration window) implements RateLimit {
        public SlidingWindow {
            check(calls);
            check(window);
        }
    }

    /** A bucket that is full at first, and gets {@code refill} tokens each period, evenly, up to its capacity; a call takes one. */
    record TokenBucket(long capacity, long refill, Duration period) implements RateLimit {
        public TokenBucket {
            check(capacity);
            check(refill);
            check(period);
        }
    }

    static RateLimit fixedWindow(long calls, Duration window) {
        return new FixedWindow(calls, window);
    }

    static RateLimit slidingWindow(long calls, Duration window) {
        return new SlidingWindow(calls, window);
    }

    static RateLimit tokenBucket(long capacity, long refill, Duration period) {
        return new TokenBucket(capacity, refill, period);
    }

    private static void check(long calls) {
        if (calls < 1 || calls > MOST_CALLS) {
            throw new IllegalArgumentException("a limit of " + calls + "; it must be from 1 to " + MOST_CALLS);
        }
    }

    private static void check(Duration time) {
        Objects.requireNonNull(time, "a duration");
        if (time.compareTo(Duration.ofMillis(1)) < 0 || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(
                    "a limit per " + time + "; it must be from a millisecond to " + LONGEST.toDays() + " day");
        }
    }
}
