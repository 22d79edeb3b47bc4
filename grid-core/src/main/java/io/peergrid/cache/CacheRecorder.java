package io.peergrid.cache;

import io.peergrid.CacheStatistics;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** What the handles of one cache on this member did. Thread-safe. */
final class CacheRecorder {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder loads = new LongAdder();
    private final LongAdder loadFailures = new LongAdder();
    private final LongAdder loadsRefused = new LongAdder();
    private final LongAdder waits = new LongAdder();
    private final LongAdder staleReads = new LongAdder();
    private final LongAdder refreshes = new LongAdder();
    private final LongAdder writes = new LongAdder();
    private final LongAdder writeFailures = new LongAdder();

    private final LongSupplier writtenLater;
    private final LongSupplier failedLater;

    /**
     * @param writtenLater rows that this member has written by write-behind
     * @param failedLater calls of the writer that failed then
     */
    CacheRecorder(LongSupplier writtenLater, LongSupplier failedLater) {
        this.writtenLater = writtenLater;
        this.failedLater = failedLater;
    }

    void read(boolean found) {
        (found ? hits : misses).increment();
    }

    void read(long found, long missed) {
        hits.add(found);
        misses.add(missed);
    }

    void loaded(long rows) {
        loads.add(rows);
    }

    void loadFailed() {
        loadFailures.increment();
    }

    void loadRefused() {
        loadsRefused.increment();
    }

    void waited() {
        waits.increment();
    }

    void readStale() {
        staleReads.increment();
    }

    void refreshed() {
        refreshes.increment();
    }

    void wrote() {
        writes.increment();
    }

    void writeFailed() {
        writeFailures.increment();
    }

    CacheStatistics snapshot() {
        return new CacheStatistics(
                hits.sum(),
                misses.sum(),
                loads.sum(),
                loadFailures.sum(),
                loadsRefused.sum(),
                waits.sum(),
                staleReads.sum(),
                refreshes.sum(),
                writes.sum() + writtenLater.getAsLong(),
                writeFailures.sum() + failedLater.getAsLong());
    }
}
