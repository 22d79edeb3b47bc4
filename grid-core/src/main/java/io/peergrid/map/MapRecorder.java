package io.peergrid.map;

import io.peergrid.GridMemoryException;
import io.peergrid.GridUnavailableException;
import io.peergrid.MapStatistics;
import io.peergrid.OutcomeUnknownException;
import io.peergrid.ValueTooLargeException;
import io.peergrid.command.NamespaceFigures;
import java.util.concurrent.atomic.LongAdder;

/** What the handles of one map on this member did. Thread-safe. */
public final class MapRecorder {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder removes = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    final LatencyRecorder reads = new LatencyRecorder();
    final LatencyRecorder writes = new LatencyRecorder();

    void read(boolean found) {
        (found ? hits : misses).increment();
    }

    void put(long entries) {
        puts.add(entries);
    }

    void removed(long entries) {
        removes.add(entries);
    }

    void failed(Throwable error) {
        if (error instanceof OutcomeUnknownException) {
            unknown.increment();
        } else if (error instanceof GridUnavailableException
                || error instanceof GridMemoryException
                || error instanceof ValueTooLargeException) {
            refused.increment();
        }
    }

    MapStatistics snapshot(NamespaceFigures figures) {
        return new MapStatistics(
                hits.sum(),
                misses.sum(),
                puts.sum(),
                removes.sum(),
                refused.sum(),
                unknown.sum(),
                figures.expirations(),
                figures.evictions(),
                figures.entries(),
                reads.snapshot(),
                writes.snapshot());
    }
}
