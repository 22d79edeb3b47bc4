package io.peergrid.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.Grid;
import io.peergrid.GridException;
import io.peergrid.GridMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Threads that write rising numbers to an asynchronous map, each round the keys of one slot. So what a failover leaves of a slot shows as the greatest number that is there: all smaller ones
 * that were acknowledged have to be there, too (I27).
 */
final class AsynchronousWriters implements AutoCloseable {
    private static final int KEYS = 8;

    private final GridMap<String, Long> map;
    private final List<Writer> writers = new ArrayList<>();
    private volatile boolean working = true;
    private long lost;

    AsynchronousWriters(Grid grid, String map, int writers) {
        this.map = grid.asynchronousMap(map, String.class, Long.class);
        for (int i = 0; i < writers; i++) {
            Writer writer = new Writer("{async-" + i + "}-");
            writer.thread.start();
            this.writers.add(writer);
        }
    }

    /** Judges what is there now; the writers wait meanwhile. The grid has to be complete. */
    void check() {
        writers.forEach(Writer::check);
    }

    /** Acknowledged writes that were gone at a check. */
    long lost() {
        return lost;
    }

    long acknowledged() {
        return writers.stream().mapToLong(writer -> writer.count.sum()).sum();
    }

    @Override
    public void close() throws InterruptedException {
        working = false;
        for (Writer writer : writers) {
            writer.thread.join();
        }
    }

    private final class Writer {
        private final String prefix;
        private final Thread thread;
        private final ReentrantLock turn = new ReentrantLock(true);
        /** Acknowledged and not known to be lost. */
        private final TreeSet<Long> present = new TreeSet<>();

        private final LongAdder count = new LongAdder();
        private long checked;

        Writer(String prefix) {
            this.prefix = prefix;
            thread = new Thread(this::work, "async-writer-" + prefix);
        }

        private void work() {
            for (long number = 1; working; number++) {
                turn.lock();
                try {
                    map.set(key(number), number);
                    present.add(number);
                    count.increment();
                } catch (GridException notAcknowledged) {
                    // It may be there or not; nothing is claimed of it.
                } finally {
                    turn.unlock();
                }
            }
        }

        private String key(long number) {
            return prefix + number % KEYS;
        }

        private void check() {
            turn.lock();
            try {
                List<String> keys = new ArrayList<>();
                for (int i = 0; i < KEYS; i++) {
                    keys.add(key(i));
                }
                Map<String, Long> found = map.getAll(keys);
                long newest =
                        found.values().stream().mapToLong(Long::longValue).max().orElse(0);
                // Thousands were written since the last check, and copies were complete meanwhile: it cannot all be
                // gone.
                assertThat(newest).as(prefix).isGreaterThanOrEqualTo(checked);
                lost += present.tailSet(newest, false).size();
                present.tailSet(newest, false).clear();
                checked = newest;
                for (String key : keys) {
                    long expected = present.descendingSet().stream()
                            .filter(number -> key(number).equals(key))
                            .findFirst()
                            .orElse(0L);
                    assertThat(found.getOrDefault(key, 0L))
                            .as("%s, newest %s", key, newest)
                            .isGreaterThanOrEqualTo(expected);
                }
            } finally {
                turn.unlock();
            }
        }
    }
}
