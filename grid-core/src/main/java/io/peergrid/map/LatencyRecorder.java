package io.peergrid.map;

import io.peergrid.LatencyHistogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls by how long they took. Thread-safe. */
final class LatencyRecorder {
    private static final long[] BOUNDS_NANOS =
            LatencyHistogram.bounds().stream().mapToLong(Duration::toNanos).toArray();

    private static final int TIMED_ONE_IN = 64;

    private final LongAdder[] counts = new LongAdder[BOUNDS_NANOS.length + 1];

    LatencyRecorder() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    void record(long nanos) {
        counts[bucket(nanos)].increment();
    }

    private static int bucket(long nanos) {
        int bucket = 0;
        while (bucket < BOUNDS_NANOS.length && nanos > BOUNDS_NANOS[bucket]) {
            bucket++;
        }
        return bucket;
    }

    /** Whether to time this call and to {@link #recordForMany} it: the clock costs as much as reading an entry does. */
    static boolean isTimed() {
        return (ThreadLocalRandom.current().nextInt() & (TIMED_ONE_IN - 1)) == 0;
    }

    /** Counts a call that {@link #isTimed} chose, for all that were not chosen. */
    void recordForMany(long nanos) {
        counts[bucket(nanos)].add(TIMED_ONE_IN);
    }

    LatencyHistogram snapshot() {
        List<Long> values = new ArrayList<>(counts.length);
        for (LongAdder count : counts) {
            values.add(count.sum());
        }
        return new LatencyHistogram(values);
    }
}
