package io.peergrid.testkit.history;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a history as JSON lines, UTF-8, one operation each. Not thread-safe. */
public final class HistoryWriter implements Closeable {
    private final BufferedWriter out;

    /** Replaces the file if it exists and creates the directories above it. */
    public HistoryWriter(Path file) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        out = Files.newBufferedWriter(file);
    }

    /** Writes a whole history to a file. */
    public static void write(Path file, Iterable<Operation> history) throws IOException {
        try (HistoryWriter writer = new HistoryWriter(file)) {
            for (Operation operation : history) {
                writer.write(operation);
            }
        }
    }

    public void write(Operation operation) throws IOException {
        out.write(OperationJson.encode(operation));
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
