package io.peergrid.demo;

import io.peergrid.CacheLoadException;
import io.peergrid.CacheStatistics;
import io.peergrid.GridCache;
import io.peergrid.GridException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** People who look cities up: a few cities are asked for most. */
final class Lookups {
    private static final int THREADS = 4;
    private static final long PAUSE_NANOS = 200_000;
    /** The higher, the fewer cities most lookups go to. */
    private static final double SKEW = 25;

    private final GridCache<Long, City> cache;
    private final CityDatabase database;
    private final List<City> cities;

    Lookups(GridCache<Long, City> cache, CityDatabase database, List<City> cities) {
        this.cache = cache;
        this.database = database;
        this.cities = cities;
    }

    /**
     * What came of some lookups.
     *
     * @param stale of those answered, with an old value
     * @param refusal why the first of those refused was; empty if none was
     */
    record Outcome(long lookups, long hits, long stale, long databaseReads, long refused, String refusal) {
        /** Reads that the database was spared, 0 to 1. */
        double saved() {
            return lookups == 0 ? 0 : 1 - (double) databaseReads / lookups;
        }
    }

    Outcome run(long millis) {
        CacheStatistics before = cache.cacheStatistics();
        long readsBefore = database.reads();
        LongAdder answered = new LongAdder();
        LongAdder refused = new LongAdder();
        List<String> refusals = new ArrayList<>();
        long until = System.nanoTime() + millis * 1_000_000;
        List<Thread> people = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread person = new Thread(() -> look(until, answered, refused, refusals), "lookups-" + i);
            people.add(person);
            person.start();
        }
        people.forEach(Lookups::join);
        CacheStatistics after = cache.cacheStatistics();
        String refusal;
        synchronized (refusals) {
            refusal = refusals.isEmpty() ? "" : refusals.get(0);
        }
        return new Outcome(
                answered.sum() + refused.sum(),
                after.hits() - before.hits(),
                after.staleReads() - before.staleReads(),
                database.reads() - readsBefore,
                refused.sum(),
                refusal);
    }

    private void look(long until, LongAdder answered, LongAdder refused, List<String> refusals) {
        while (System.nanoTime() - until < 0) {
            double chance = ThreadLocalRandom.current().nextDouble();
            City wanted = cities.get((int) (cities.size() * Math.pow(chance, SKEW)));
            try {
                City found = cache.get(wanted.id());
                if (!wanted.equals(found)) {
                    throw new DemoException("the cache says of " + wanted.name() + ": " + found);
                }
                answered.increment();
            } catch (GridException e) {
                refused.increment();
                synchronized (refusals) {
                    refusals.add(reason(e));
                }
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static String reason(GridException e) {
        Throwable cause = e instanceof CacheLoadException && e.getCause() != null ? e.getCause() : e;
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw DemoException.interrupted();
        }
    }
}
