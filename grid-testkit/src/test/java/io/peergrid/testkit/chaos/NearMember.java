package io.peergrid.testkit.chaos;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridEntry;
import io.peergrid.GridException;
import io.peergrid.GridMap;
import io.peergrid.NearCopies;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A member that raises numbers and reads them through near copies until its input ends. Says {@code ack <key> <value> <nanos>} when it has heard that the value
 * was written, {@code read <key> <value> <nanos>} with the newest time at which it began to read that value, and {@code near <map> <reads>}.
 */
final class NearMember {
    static final List<String> MAPS = List.of("near", "hot");

    private static final List<String> KEYS =
            IntStream.range(0, 6).mapToObj(i -> "key" + i).toList();
    private static final Duration DEADLINE = Duration.ofMillis(300);
    private static final long WRITE_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long SAY_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private NearMember() {}

    /** The newest read of a key. */
    private record Read(long value, long begun, long said) {}

    /** @param arguments name of the grid, of the member; for members on hosts their addresses, the member's own, how many there are */
    public static void main(String[] arguments) throws IOException {
        var config = arguments.length == 2
                ? GridConfig.local()
                : GridConfig.hosts(arguments[2].split(",", -1))
                        .secret("secret of the test kit")
                        .bindAddress(arguments[3])
                        .expectedMembers(Integer.parseInt(arguments[4]));
        Grid grid = Grid.join(config.name(arguments[0])
                .memberName(arguments[1])
                .shutdownHook(false)
                .nearMap("near", NearCopies.atMost(1_000))
                .nearMap("hot", NearCopies.ofHotKeys())
                .build());
        say("ready");
        for (String name : MAPS) {
            GridMap<String, Long> map = grid.map(name, String.class, Long.class).withDeadline(DEADLINE);
            start(() -> write(map, new Random()));
            start(() -> read(map));
        }
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        Runtime.getRuntime().halt(0);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        thread.start();
    }

    /** By version, so that the number never falls, whatever becomes of those who heard nothing. */
    private static void write(GridMap<String, Long> map, Random random) {
        while (true) {
            String key = KEYS.get(random.nextInt(KEYS.size()));
            try {
                GridEntry<String, Long> found = map.getEntry(key);
                long value = found == null ? 1 : found.value() + 1;
                if (map.compareAndSet(key, found == null ? 0 : found.version(), value)) {
                    say("ack " + map.name() + "/" + key + " " + value + " " + System.nanoTime());
                }
            } catch (GridException again) {
                Thread.onSpinWait();
            }
            LockSupport.parkNanos(WRITE_EVERY_NANOS);
        }
    }

    private static void read(GridMap<String, Long> map) {
        Map<String, Read> newest = new HashMap<>();
        long near = 0;
        for (long reads = 1; ; reads++) {
            String key = KEYS.get((int) (reads / 8 % KEYS.size()));
            long before = asked(map);
            long begun = System.nanoTime();
            Long found;
            try {
                found = map.get(key);
            } catch (GridException again) {
                continue;
            }
            near += asked(map) == before ? 1 : 0;
            newest.put(key, note(map.name() + "/" + key, newest.get(key), found == null ? 0 : found, begun));
            if (reads % 1_000 == 0) {
                say("near " + map.name() + " " + near);
            }
            LockSupport.parkNanos(1);
        }
    }

    private static Read note(String key, @Nullable Read last, long value, long begun) {
        if (last != null && last.value != value) {
            say("read " + key + " " + last.value + " " + last.begun);
        }
        boolean same = last != null && last.value == value;
        if (same && begun - last.said < SAY_EVERY_NANOS) {
            return new Read(value, begun, last.said);
        }
        say("read " + key + " " + value + " " + begun);
        return new Read(value, begun, begun);
    }

    private static long asked(GridMap<String, Long> map) {
        return map.statistics().hits() + map.statistics().misses();
    }

    private static void say(String line) {
        synchronized (System.out) {
            System.out.println(line);
            System.out.flush();
        }
    }
}
