package io.peergrid.map;

import io.peergrid.LatencyHistogram;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts calls by how long they took. Thread-safe. */
final class LatencyRecorder {
    private static final long[] BOUNDS_NANOS =
            LatencyHistogram.bounds().stream().mapToLong(Duration::toNanos).toArray();

    private final LongAdder[] counts = new LongAdder[BOUNDS_NANOS.length + 1];

    LatencyRecorder() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    void record(long nanos) {
        int bucket = 0;
        while (bucket < BOUNDS_NANOS.length && nanos > BOUNDS_NANOS[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
    }

    LatencyHistogram snapshot() {
        List<Long> values = new ArrayList<>(counts.length);
        for (LongAdder count : counts) {
            values.add(count.sum());
        }
        return new LatencyHistogram(values);
    }
}
