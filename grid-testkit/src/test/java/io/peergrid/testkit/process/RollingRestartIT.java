package io.peergrid.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridException;
import io.peergrid.GridMap;
import io.peergrid.testkit.process.RisingWriters.Answer;
import io.peergrid.testkit.process.RisingWriters.Write;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The steps of docs/rolling-restart.md with real processes: gate, SIGTERM, start, gate, for each member, while this process
 * writes, reads and counts. {@code -Dmembers=N} and {@code -Dmegabytes=M} (values each member holds, copies included) for
 * more of it.
 */
final class RollingRestartIT {
    private static final int MEMBERS = Integer.getInteger("members", 3);
    private static final int MEGABYTES = Integer.getInteger("megabytes", 8);
    private static final int WRITERS = 3;
    private static final int COPIES = 2;
    private static final int VALUE_BYTES = 1_000;
    private static final int BATCH = 500;
    private static final Duration WITHIN = Duration.ofMinutes(3);

    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong longestNanos = new AtomicLong();
    private final AtomicLong counted = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicBoolean working = new AtomicBoolean(true);

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void failsNoCallAndLosesNothing() throws Exception {
        String name = "rolling-" + ProcessHandle.current().pid();
        Path directory = Path.of("target", "process-tests", name);
        try (ProcessCluster cluster = new ProcessCluster(name, directory, List.of(), options());
                AckLog log = new AckLog(directory.resolve("acknowledged.log"))) {
            cluster.start(MEMBERS);
            try (Grid observer = Grid.join(GridConfig.local()
                    .name(name)
                    .memberName("observer")
                    .observer()
                    .build())) {
                observer.awaitHealthy(WITHIN);
                Map<String, String> ballast = fill(observer);
                List<String> steps = new ArrayList<>();
                RisingWriters writers = new RisingWriters(observer, "numbers", log, WRITERS);
                Thread counter = new Thread(() -> count(observer), "counter");
                counter.start();
                try (writers) {
                    for (ProcessMember member : List.copyOf(cluster.alive())) {
                        steps.add(restart(cluster, observer, member));
                    }
                } finally {
                    working.set(false);
                    counter.join();
                }
                tell(writers, steps, log);
                assertThat(failures).isEmpty();
                assertThat(writers.writes()).allMatch(write -> write.answer() == Answer.ACKNOWLEDGED);
                assertThat(observer.counter("count").get()).isEqualTo(counted.get());
                assertThat(log.lost(observer.map("numbers", String.class, Long.class)
                                .getAll(log.last().keySet())::get))
                        .isEmpty();
                assertThat(observer.map("ballast", String.class, String.class).getAll(ballast.keySet()))
                        .isEqualTo(ballast);
            }
        }
    }

    /** Returns what it took. */
    private static String restart(ProcessCluster cluster, Grid observer, ProcessMember old) {
        observer.awaitHealthy(WITHIN);
        long begun = System.nanoTime();
        assertThat(old.stop(WITHIN))
                .as("%s ended in order; see %s", old, old.log())
                .isTrue();
        long stopped = System.nanoTime();
        ProcessMember fresh = cluster.start();
        long started = System.nanoTime();
        String health = fresh.awaitHealthy(WITHIN);
        return String.format(
                "stopped in %d ms, started in %d ms, %s after %d ms",
                millis(begun, stopped), millis(stopped, started), health, millis(started, System.nanoTime()));
    }

    private static Map<String, String> fill(Grid grid) {
        GridMap<String, String> map = grid.map("ballast", String.class, String.class);
        Map<String, String> all = new HashMap<>();
        Map<String, String> batch = new HashMap<>();
        int entries = (int) ((long) MEGABYTES * MEMBERS * 1_000_000 / COPIES / VALUE_BYTES);
        for (int i = 1; i <= entries; i++) {
            String value = String.format("%010d", i).repeat(VALUE_BYTES / 10);
            batch.put("b" + i, value);
            if (batch.size() == BATCH || i == entries) {
                map.putAll(batch);
                all.putAll(batch);
                batch.clear();
            }
        }
        return all;
    }

    /** Increments that a retry must not count twice, and reads. */
    private void count(Grid grid) {
        GridMap<String, String> map = grid.map("ballast", String.class, String.class);
        for (int i = 1; working.get(); i++) {
            String key = "b" + (1 + i % 1_000);
            timed("increment", () -> assertThat(grid.counter("count").incrementAndGet())
                    .isEqualTo(counted.incrementAndGet()));
            timed("read", () -> assertThat(map.get(key)).isNotNull());
        }
    }

    private void timed(String what, Runnable call) {
        long begun = System.nanoTime();
        try {
            call.run();
        } catch (GridException | AssertionError failed) {
            failures.add(what + ": " + failed);
        }
        calls.incrementAndGet();
        longestNanos.accumulateAndGet(System.nanoTime() - begun, Math::max);
    }

    private void tell(RisingWriters writers, List<String> steps, AckLog log) {
        long longest = longestNanos.get();
        long failed = failures.size();
        for (Write write : writers.writes()) {
            longest = Math.max(longest, write.endNanos() - write.startNanos());
            failed += write.answer() == Answer.ACKNOWLEDGED ? 0 : 1;
        }
        Findings.tell("rolling restart of " + MEMBERS + " members with " + MEGABYTES + " MB each: "
                + (calls.get() + writers.writes().size()) + " calls, " + failed + " failed, the longest took "
                + TimeUnit.NANOSECONDS.toMillis(longest) + " ms; " + log.count() + " writes acknowledged; steps:\n  "
                + String.join("\n  ", steps));
    }

    private static long millis(long fromNanos, long toNanos) {
        return TimeUnit.NANOSECONDS.toMillis(toNanos - fromNanos);
    }

    private static List<String> options() {
        return List.of(
                "-Xmx" + (160 + 3 * MEGABYTES) + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
    }
}
