package io.peergrid.testkit.process;

import io.peergrid.Grid;
import io.peergrid.GridException;
import io.peergrid.GridMap;
import io.peergrid.GridUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Threads that write rising numbers, each to its own keys, and note when and how each write ended. */
final class RisingWriters implements AutoCloseable {
    private static final int KEYS_PER_WRITER = 200;

    enum Answer {
        ACKNOWLEDGED,
        REFUSED,
        UNKNOWN
    }

    /** A write and its answer, in this JVM's nanoseconds. */
    record Write(String key, int slot, long number, long startNanos, long endNanos, Answer answer) {}

    private final Grid grid;
    private final GridMap<String, Long> map;
    private final AckLog log;
    private final Queue<Write> writes = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean working = true;

    RisingWriters(Grid grid, String map, AckLog log, int writers) {
        this.grid = grid;
        this.map = grid.map(map, String.class, Long.class);
        this.log = log;
        for (int i = 0; i < writers; i++) {
            String prefix = "w" + i + '-';
            Thread thread = new Thread(() -> work(prefix), "writer-" + i);
            thread.start();
            threads.add(thread);
        }
    }

    /** All writes that have ended, in the order of their ends. */
    Queue<Write> writes() {
        return writes;
    }

    @Override
    public void close() throws InterruptedException {
        working = false;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void work(String prefix) {
        String[] keys = new String[KEYS_PER_WRITER];
        int[] slots = new int[KEYS_PER_WRITER];
        for (int i = 0; i < KEYS_PER_WRITER; i++) {
            keys[i] = prefix + i;
            slots[i] = grid.explain(keys[i]).slot();
        }
        for (long number = 1; working; number++) {
            int key = (int) (number % KEYS_PER_WRITER);
            long start = System.nanoTime();
            Answer answer = write(keys[key], number);
            writes.add(new Write(keys[key], slots[key], number, start, System.nanoTime(), answer));
        }
    }

    private Answer write(String key, long number) {
        try {
            map.set(key, number);
            log.acknowledged(key, number);
            return Answer.ACKNOWLEDGED;
        } catch (GridUnavailableException refused) {
            return Answer.REFUSED;
        } catch (GridException unknown) {
            return Answer.UNKNOWN;
        }
    }
}
