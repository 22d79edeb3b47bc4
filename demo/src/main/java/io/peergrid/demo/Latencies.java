package io.peergrid.demo;

import java.util.concurrent.atomic.AtomicLongArray;

/** How long calls took, in buckets that are at most an eighth wide. Thread-safe. */
final class Latencies {
    private static final int STEPS = 8;
    private static final int BUCKETS = 64 * STEPS;

    private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

    void add(long nanos) {
        counts.incrementAndGet(bucket(Math.max(STEPS, nanos)));
    }

    private static int bucket(long nanos) {
        int log = 63 - Long.numberOfLeadingZeros(nanos);
        return log * STEPS + (int) (nanos >>> (log - 3) & (STEPS - 1));
    }

    private static double upperMillis(int bucket) {
        return Math.scalb(1.0 + (bucket % STEPS + 1) / (double) STEPS, bucket / STEPS) / 1e6;
    }

    /** Takes what was counted so far and begins again. */
    Snapshot take() {
        long[] taken = new long[BUCKETS];
        long total = 0;
        for (int i = 0; i < BUCKETS; i++) {
            taken[i] = counts.getAndSet(i, 0);
            total += taken[i];
        }
        return new Snapshot(total, percentile(taken, total, 50), percentile(taken, total, 99));
    }

    private static double percentile(long[] counts, long total, int percent) {
        long wanted = (total * percent + 99) / 100;
        long seen = 0;
        for (int i = 0; i < counts.length && total > 0; i++) {
            seen += counts[i];
            if (seen >= wanted) {
                return upperMillis(i);
            }
        }
        return 0;
    }

    /**
     * @param p50 milliseconds; 0 without calls
     * @param p99 milliseconds; 0 without calls
     */
    record Snapshot(long count, double p50, double p99) {}
}
