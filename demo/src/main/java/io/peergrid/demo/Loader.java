package io.peergrid.demo;

import io.peergrid.GridMap;
import io.peergrid.partition.Slots;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Puts cities into the grid in batches, a few of them under way at a time. A batch is an operation a slot; cities go in the
 * order of their slots, so that those of one slot share an operation.
 */
final class Loader {
    private static final int BATCH = 1_000;
    private static final int UNDER_WAY = 4;

    private Loader() {}

    /**
     * Returns how long it took, in nanoseconds.
     *
     * @throws DemoException if a batch failed
     */
    static long load(GridMap<String, City> map, List<City> cities, Screen screen) {
        long start = System.nanoTime();
        List<City> inOrder = inSlotOrder(cities);
        AtomicLong done = new AtomicLong();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Semaphore free = new Semaphore(UNDER_WAY);
        for (int from = 0; from < inOrder.size() && failure.get() == null; from += BATCH) {
            Map<String, City> batch = batch(inOrder.subList(from, Math.min(inOrder.size(), from + BATCH)));
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

    private static List<City> inSlotOrder(List<City> cities) {
        List<List<City>> bySlot = new ArrayList<>(Collections.nCopies(Slots.COUNT, List.of()));
        for (City city : cities) {
            int slot = Slots.of(city.key().getBytes(StandardCharsets.UTF_8), Slots.COUNT);
            List<City> others = bySlot.get(slot);
            if (others.isEmpty()) {
                others = new ArrayList<>();
                bySlot.set(slot, others);
            }
            others.add(city);
        }
        List<City> inOrder = new ArrayList<>(cities.size());
        bySlot.forEach(inOrder::addAll);
        return inOrder;
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
