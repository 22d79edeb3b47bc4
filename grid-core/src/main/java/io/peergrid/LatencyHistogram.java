package io.peergrid;

import java.time.Duration;
import java.util.List;

/**
 * How long calls took, in few buckets.
 *
 * @param counts calls per bucket; bucket i holds those that took at most {@code bounds().get(i)} and more than the one
 *     before; the last has no bound
 */
public record LatencyHistogram(List<Long> counts) {

    private static final List<Duration> BOUNDS = List.of(
            Duration.ofNanos(10_000),
            Duration.ofNanos(30_000),
            Duration.ofNanos(100_000),
            Duration.ofNanos(300_000),
            Duration.ofMillis(1),
            Duration.ofMillis(3),
            Duration.ofMillis(10),
            Duration.ofMillis(30),
            Duration.ofMillis(100),
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            Duration.ofSeconds(3),
            Duration.ofSeconds(10));

    public LatencyHistogram {
        counts = List.copyOf(counts);
        if (counts.size() != BOUNDS.size() + 1) {
            throw new IllegalArgumentException("expected " + (BOUNDS.size() + 1) + " buckets, got " + counts.size());
        }
    }

    /** Upper ends of all buckets but the last, ascending. */
    public static List<Duration> bounds() {
        return BOUNDS;
    }

    public long count() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }

    /**
     * Upper end of the bucket that holds the given share of calls; the last bound if that bucket has none, zero without
     * calls.
     *
     * @param percentile above 0, at most 100
     */
    public Duration percentile(double percentile) {
        if (!(percentile > 0 && percentile <= 100)) {
            throw new IllegalArgumentException("a percentile is above 0 and at most 100, not " + percentile);
        }
        long total = count();
        if (total == 0) {
            return Duration.ZERO;
        }
        long wanted = (long) Math.ceil(total * percentile / 100);
        long seen = 0;
        for (int i = 0; i < BOUNDS.size(); i++) {
            seen += counts.get(i);
            if (seen >= wanted) {
                return BOUNDS.get(i);
            }
        }
        return BOUNDS.get(BOUNDS.size() - 1);
    }
}
