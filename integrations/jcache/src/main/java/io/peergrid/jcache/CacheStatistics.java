package io.peergrid.jcache;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import javax.cache.management.CacheStatisticsMXBean;

/** What was done through one cache of this member, and what this member evicted from it. Counts while it is switched on. Thread-safe. */
final class CacheStatistics implements CacheStatisticsMXBean {
    private static final float NANOS_PER_MICRO = 1000f;

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder puts = new LongAdder();
    private final LongAdder removals = new LongAdder();
    private final LongAdder getNanos = new LongAdder();
    private final LongAdder putNanos = new LongAdder();
    private final LongAdder removeNanos = new LongAdder();
    private final LongSupplier evictions;
    private volatile long evictionsBefore;
    private volatile boolean enabled;

    /** @param evictions of this member since it joined */
    CacheStatistics(LongSupplier evictions) {
        this.evictions = evictions;
    }

    void enable(boolean on) {
        enabled = on;
    }

    /** The beginning of a call, for the methods that count it; 0 if nothing is counted. */
    long start() {
        return enabled ? System.nanoTime() : 0;
    }

    /** A call that asked for so many entries and found some of them. */
    void got(long found, long missing, long start) {
        if (enabled) {
            hits.add(found);
            misses.add(missing);
            getNanos.add(since(start));
        }
    }

    void put(long count, long start) {
        if (enabled && count > 0) {
            puts.add(count);
            putNanos.add(since(start));
        }
    }

    void removed(long count, long start) {
        if (enabled && count > 0) {
            removals.add(count);
            removeNanos.add(since(start));
        }
    }

    private static long since(long start) {
        return start == 0 ? 0 : System.nanoTime() - start;
    }

    @Override
    public void clear() {
        hits.reset();
        misses.reset();
        puts.reset();
        removals.reset();
        getNanos.reset();
        putNanos.reset();
        removeNanos.reset();
        evictionsBefore = evictions.getAsLong();
    }

    @Override
    public long getCacheHits() {
        return hits.sum();
    }

    @Override
    public float getCacheHitPercentage() {
        return percentage(getCacheHits());
    }

    @Override
    public long getCacheMisses() {
        return misses.sum();
    }

    @Override
    public float getCacheMissPercentage() {
        return percentage(getCacheMisses());
    }

    @Override
    public long getCacheGets() {
        return getCacheHits() + getCacheMisses();
    }

    @Override
    public long getCachePuts() {
        return puts.sum();
    }

    @Override
    public long getCacheRemovals() {
        return removals.sum();
    }

    @Override
    public long getCacheEvictions() {
        return evictions.getAsLong() - evictionsBefore;
    }

    @Override
    public float getAverageGetTime() {
        return average(getNanos, getCacheGets());
    }

    @Override
    public float getAveragePutTime() {
        return average(putNanos, getCachePuts());
    }

    @Override
    public float getAverageRemoveTime() {
        return average(removeNanos, getCacheRemovals());
    }

    private float percentage(long part) {
        long all = getCacheGets();
        return all == 0 ? 0 : 100f * part / all;
    }

    private static float average(LongAdder nanos, long count) {
        return count == 0 ? 0 : nanos.sum() / NANOS_PER_MICRO / count;
    }
}
