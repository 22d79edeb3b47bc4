package io.peergrid.demo;

import io.peergrid.GridMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Puts cities into the grid in batches, a few of them under way at a time. */
final class Loader {
    private static final int BATCH = 1_000;
    private static final int UNDER_WAY = 4;

    private Loader() {}

    /**
     * Returns how long it took, in nanoseconds; least with the cities of one slot together.
     *
     * @throws DemoException if a batch failed
     */
    static long load(GridMap<String, City> map, List<City> cities, Screen screen) {
        long start = System.nanoTime();
        AtomicLong done = new AtomicLong();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Semaphore free = new Semaphore(UNDER_WAY);
        for (int from = 0; from < cities.size() && failure.get() == null; from += BATCH) {
            Map<String, City> batch = batch(cities.subList(from, Math.min(cities.size(), from + BATCH)));
            free.acquireUninterruptibly();
            map.async().putAll(batch).whenComplete((nothing, error) -> {
                if (error != null) {
                    failure.compareAndSet(null, error);
                } else {
                    done.addAndGet(batch.size());
                }
                free.release();
            });
            draw(screen, done.get(), cities.size(), start);
        }
        free.acquireUninterruptibly(UNDER_WAY);
        Throwable error = failure.get();
        if (error != null) {
            Throwable cause =
                    error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
            throw new DemoException("loading the cities failed: " + cause.getMessage());
        }
        return System.nanoTime() - start;
    }

    private static Map<String, City> batch(List<City> cities) {
        Map<String, City> batch = new LinkedHashMap<>();
        for (City city : cities) {
            batch.put(city.key(), city);
        }
        return batch;
    }

    private static void draw(Screen screen, long done, long total, long start) {
        double seconds = (System.nanoTime() - start) / 1e9;
        screen.redraw("  " + Bar.progress("loading", done, total, done / Math.max(0.001, seconds)));
    }
}
