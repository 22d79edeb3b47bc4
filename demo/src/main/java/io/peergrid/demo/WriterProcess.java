package io.peergrid.demo;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridException;
import io.peergrid.GridMap;
import io.peergrid.OutcomeUnknownException;
import io.peergrid.demo.WriteLog.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** Writes new keys from four threads until its input closes, and logs what became of each. An observer: holds nothing. */
final class WriterProcess {
    static final String MAP = "writes";
    private static final int THREADS = 4;
    private static final long PAUSE_NANOS = 500_000;

    private WriterProcess() {}

    /** @param arguments name of the grid, prefix of the keys, file for the log */
    public static void main(String[] arguments) throws Exception {
        CountDownLatch end = ParentWatch.latch();
        try (Grid grid = Grid.join(GridConfig.local()
                        .name(arguments[0])
                        .memberName(arguments[1])
                        .observer()
                        .closeDeadline(Duration.ofSeconds(1))
                        .build());
                WriteLog log = new WriteLog(Path.of(arguments[2]))) {
            GridMap<String, Long> map = grid.map(MAP, String.class, Long.class);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                String prefix = arguments[1] + ":" + i + ":";
                Thread thread = new Thread(() -> write(map, prefix, log, end), "writer-" + i);
                threads.add(thread);
                thread.start();
            }
            System.out.println("ready");
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static void write(GridMap<String, Long> map, String prefix, WriteLog log, CountDownLatch end) {
        for (long n = 0; end.getCount() > 0; n++) {
            log.add(write(map, prefix + n, n), prefix + n, n);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private static Outcome write(GridMap<String, Long> map, String key, long value) {
        try {
            map.set(key, value);
            return Outcome.ACKNOWLEDGED;
        } catch (OutcomeUnknownException e) {
            return Outcome.UNKNOWN;
        } catch (GridException e) {
            return Outcome.REFUSED;
        }
    }
}
