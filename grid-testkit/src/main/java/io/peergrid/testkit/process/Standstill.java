package io.peergrid.testkit.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Waits until a stop signal has taken effect. It is not enough that it was sent: until one of the threads takes it, which on a
 * busy machine lasts some time slices, the others run on.
 */
final class Standstill {
    private static final long POLL_MILLIS = 1;

    private Standstill() {}

    /** Returns at once where the system does not tell, and after that time in any case. */
    static void await(long pid, Duration within) throws IOException, InterruptedException {
        Path threads = Path.of("/proc", String.valueOf(pid), "task");
        long deadline = System.nanoTime() + within.toNanos();
        while (Files.isDirectory(threads) && !allStopped(threads) && System.nanoTime() - deadline < 0) {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    private static boolean allStopped(Path threads) throws IOException {
        List<Path> all;
        try (Stream<Path> entries = Files.list(threads)) {
            all = entries.toList();
        }
        for (Path thread : all) {
            try {
                String stat = Files.readString(thread.resolve("stat"), StandardCharsets.ISO_8859_1);
                // The name before the state is in brackets and may hold anything.
                if (!stat.startsWith("T", stat.lastIndexOf(')') + 2)) {
                    return false;
                }
            } catch (NoSuchFileException e) {
                return false;
            }
        }
        return true;
    }
}
