package io.peergrid.demo;

import io.peergrid.GridException;
import io.peergrid.GridMap;
import io.peergrid.OutcomeUnknownException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntUnaryOperator;

/**
 * Steady traffic: four threads that read cities and write them again as they are, half and half. Watches how long no
 * write to certain slots succeeds. Thread-safe.
 */
final class Traffic implements AutoCloseable {
    static final int DEFAULT_RATE = 1_000;
    private static final int THREADS = 4;

    private final GridMap<String, City> map;
    private final List<City> cities;
    private final IntUnaryOperator slotOfCity;
    private final long intervalNanos;
    private final Latencies latencies = new Latencies();
    private final LongAdder refused = new LongAdder();
    private final LongAdder unknown = new LongAdder();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running = true;

    private BitSet watched = new BitSet();
    private long lastWrite;
    private long longestGap;

    /**
     * @param slotOfCity slot of the city with this place in the list
     * @param perSecond calls of all threads together
     */
    Traffic(GridMap<String, City> map, List<City> cities, IntUnaryOperator slotOfCity, int perSecond) {
        this.map = map;
        this.cities = cities;
        this.slotOfCity = slotOfCity;
        intervalNanos = THREADS * 1_000_000_000L / perSecond;
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::work, "traffic-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void work() {
        long next = System.nanoTime();
        while (running) {
            call(ThreadLocalRandom.current().nextInt(cities.size()));
            // Calls that a failover held up are not made up for: the rate is steady, not an average.
            next = Math.max(next + intervalNanos, System.nanoTime());
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void call(int index) {
        City city = cities.get(index);
        boolean write = ThreadLocalRandom.current().nextBoolean();
        long start = System.nanoTime();
        try {
            if (write) {
                map.set(city.key(), city);
                written(slotOfCity.applyAsInt(index));
            } else {
                map.get(city.key());
            }
            latencies.add(System.nanoTime() - start);
        } catch (OutcomeUnknownException e) {
            unknown.increment();
        } catch (GridException e) {
            refused.increment();
            // An answer that comes at once and says no must not be asked for in a busy loop.
            LockSupport.parkNanos(10_000_000);
        }
    }

    private synchronized void written(int slot) {
        if (watched.get(slot)) {
            long now = System.nanoTime();
            longestGap = Math.max(longestGap, now - lastWrite);
            lastWrite = now;
        }
    }

    /** From now on measures the longest time without a successful write to these slots. */
    synchronized void watch(BitSet slots) {
        watched = (BitSet) slots.clone();
        lastWrite = System.nanoTime();
        longestGap = 0;
    }

    /** Milliseconds; what still lasts counts. */
    synchronized long longestGapMillis() {
        return watched.isEmpty() ? 0 : Math.max(longestGap, System.nanoTime() - lastWrite) / 1_000_000;
    }

    long refused() {
        return refused.sum();
    }

    long unknown() {
        return unknown.sum();
    }

    /** The last second on one line. Call once a second. */
    String second() {
        Latencies.Snapshot calls = latencies.take();
        return String.format(
                Locale.ROOT,
                "load %,6d/s   p50 %5.2f ms   p99 %6.2f ms   refused %,d   unknown %,d",
                calls.count(),
                calls.p50(),
                calls.p99(),
                refused(),
                unknown());
    }

    @Override
    public void close() {
        running = false;
        threads.forEach(LockSupport::unpark);
    }
}
