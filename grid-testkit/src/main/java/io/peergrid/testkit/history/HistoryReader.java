package io.peergrid.testkit.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@link HistoryWriter} wrote, or what anybody else wrote in that form. */
public final class HistoryReader {
    private HistoryReader() {}

    /**
     * @return the operations in the order of the lines; blank lines are skipped
     * @throws IOException if the file cannot be read, or a line is not an operation: the message names the line
     */
    public static List<Operation> read(Path file) throws IOException {
        List<Operation> history = new ArrayList<>();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String line;
            for (int number = 1; (line = in.readLine()) != null; number++) {
                if (!line.isBlank()) {
                    history.add(parse(file, number, line));
                }
            }
        }
        return history;
    }

    private static Operation parse(Path file, int number, String line) throws IOException {
        try {
            return OperationJson.decode(line);
        } catch (IllegalArgumentException malformed) {
            throw new IOException(file + ", line " + number + ": " + malformed.getMessage(), malformed);
        }
    }
}
