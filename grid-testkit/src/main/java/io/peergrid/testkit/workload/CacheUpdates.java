package io.peergrid.testkit.workload;

import io.peergrid.GridCache;
import io.peergrid.GridException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that put and remove entries of a cache, each its own ones, whatever happens to the members; so it is known what the last value of each is. Their process must
 * not be killed. Thread-safe.
 */
public final class CacheUpdates implements AutoCloseable {
    private static final int WRITERS = 8;
    private static final int KEYS_EACH = 100;
    /** One of so many changes is a removal. */
    private static final int REMOVALS = 10;

    private static final long PAUSE_NANOS = 1_000_000;

    private final AtomicInteger done = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    private final List<Future<Map<String, Long>>> models = new ArrayList<>();

    /** Begins. */
    public CacheUpdates(GridCache<String, Long> cache, int updates) {
        for (int writer = 0; writer < WRITERS; writer++) {
            int number = writer;
            int share = updates / WRITERS + (writer < updates % WRITERS ? 1 : 0);
            models.add(threads.submit(() -> update(cache, number, share)));
        }
    }

    /** Updates that have been acknowledged. */
    public int done() {
        return done.get();
    }

    /** Waits for the last update; what the cache holds then, and the store when it has everything. */
    public Map<String, Long> model() throws InterruptedException, ExecutionException {
        Map<String, Long> model = new HashMap<>();
        for (Future<Map<String, Long>> each : models) {
            model.putAll(each.get());
        }
        return model;
    }

    private Map<String, Long> update(GridCache<String, Long> cache, int writer, int updates) {
        Random random = new Random(writer);
        Map<String, Long> model = new HashMap<>();
        for (int i = 0; i < updates && !Thread.currentThread().isInterrupted(); i++) {
            String key = "key-" + writer + "-" + random.nextInt(KEYS_EACH);
            if (random.nextInt(REMOVALS) == 0) {
                untilDone(() -> cache.remove(key));
                model.remove(key);
            } else {
                long value = random.nextLong();
                untilDone(() -> cache.put(key, value));
                model.put(key, value);
            }
            done.incrementAndGet();
        }
        return model;
    }

    /** What sets an entry may be repeated, whatever became of it. */
    private static void untilDone(Runnable change) {
        boolean done = false;
        while (!done && !Thread.currentThread().isInterrupted()) {
            try {
                change.run();
                done = true;
            } catch (GridException unclear) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
