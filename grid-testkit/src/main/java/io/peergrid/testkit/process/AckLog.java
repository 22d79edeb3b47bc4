package io.peergrid.testkit.process;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which writes were acknowledged, kept outside the members that may be killed: in memory and as lines
 * {@code <key> <number>} in a file. Each key has one writer at a time, which writes rising numbers; so a key that shows a
 * number below its last acknowledged one has lost a write. Thread-safe.
 */
public final class AckLog implements Closeable {
    /** How many keys the members' own workload spreads each writer's numbers over. */
    public static final int KEYS_PER_WRITER = 97;

    private final BufferedWriter out;
    private final Map<String, Long> last = new TreeMap<>();
    private final AtomicLong count = new AtomicLong();

    /** Replaces the file if it exists and creates the directories above it. */
    public AckLog(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        out = Files.newBufferedWriter(file);
    }

    /** The write of this number returned without error. */
    public synchronized void acknowledged(String key, long number) {
        last.merge(key, number, Math::max);
        count.incrementAndGet();
        try {
            out.write(key + ' ' + number + '\n');
        } catch (IOException e) {
            throw new UncheckedIOException("an acknowledgement cannot be logged", e);
        }
    }

    /** Acknowledgements so far. */
    public long count() {
        return count.get();
    }

    /** The last acknowledged number of each key. */
    public synchronized Map<String, Long> last() {
        return new TreeMap<>(last);
    }

    /**
     * Compares the log with what the grid holds.
     *
     * @param read the number that a key has now, null if it is absent
     * @return a sentence for each key that lost an acknowledged write
     */
    public List<String> lost(Function<String, @Nullable Long> read) {
        List<String> lost = new ArrayList<>();
        for (Map.Entry<String, Long> entry : last().entrySet()) {
            Long present = read.apply(entry.getKey());
            if (present == null || present < entry.getValue()) {
                lost.add(entry.getKey() + " is " + (present == null ? "absent" : present) + " although "
                        + entry.getValue() + " was acknowledged");
            }
        }
        return lost;
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
