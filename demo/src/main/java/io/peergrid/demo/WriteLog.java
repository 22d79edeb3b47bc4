package io.peergrid.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What became of each write, a line each, in a file outside the members. A line is on its way to the disk before the
 * writer goes on. Thread-safe.
 */
final class WriteLog implements AutoCloseable {

    /** What the caller knows of a write. */
    enum Outcome {
        /** It happened, and the grid said so. */
        ACKNOWLEDGED,
        /** It surely did not happen. */
        REFUSED,
        /** Nobody can say. */
        UNKNOWN
    }

    /** @param micros when the answer came, in microseconds since 1970 */
    record Line(long micros, Outcome outcome, String key, long value) {
        static Line parse(String text) {
            String[] fields = text.split(" ");
            return new Line(
                    Long.parseLong(fields[0]), Outcome.valueOf(fields[1]), fields[2], Long.parseLong(fields[3]));
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%d %s %s %d", micros, outcome, key, value);
        }
    }

    private final BufferedWriter out;

    WriteLog(Path file) throws IOException {
        out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    synchronized void add(Outcome outcome, String key, long value) {
        try {
            out.write(new Line(Tale.microsOf(Instant.now()), outcome, key, value).toString());
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot log a write", e);
        }
    }

    static List<Line> read(Path file) {
        List<Line> lines = new ArrayList<>();
        try {
            for (String text : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                lines.add(Line.parse(text));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
        return lines;
    }

    static long count(List<Line> lines, Outcome outcome) {
        return lines.stream().filter(line -> line.outcome() == outcome).count();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
