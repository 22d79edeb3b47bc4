package io.peergrid.transport.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The part of {@code /proc/PID/stat} that tells one process from another.
 *
 * @param state the kernel's letter
 * @param threads threads that have not ended, the first one included
 * @param startTime in clock ticks since the machine started
 */
record ProcStat(char state, long threads, long startTime) {
    private static final int STATE = 0;
    private static final int THREADS = 17;
    private static final int START_TIME = 19;

    /**
     * Null if there is no such process.
     *
     * @throws IOException if the kernel's answer cannot be read or understood
     */
    static @Nullable ProcStat read(Path proc, long pid) throws IOException {
        String line;
        try {
            line = new String(
                    Files.readAllBytes(proc.resolve(Long.toString(pid)).resolve("stat")), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return null;
        }
        return parse(line);
    }

    static ProcStat parse(String line) throws IOException {
        // The name in the second field may hold blanks and brackets of its own; the fields after it start with the
        // third.
        String[] fields = line.substring(line.lastIndexOf(')') + 1).trim().split(" ");
        if (fields.length <= START_TIME || fields[STATE].length() != 1) {
            throw new IOException("not the stat line of a process: " + line);
        }
        try {
            return new ProcStat(
                    fields[STATE].charAt(0), Long.parseLong(fields[THREADS]), Long.parseLong(fields[START_TIME]));
        } catch (NumberFormatException e) {
            throw new IOException("not the stat line of a process: " + line, e);
        }
    }

    /** Nothing of the process runs any more, though its parent may not have asked for its end. */
    boolean ended() {
        // A first thread can end before the others; the process still acts then.
        return (state == 'Z' || state == 'X') && threads <= 1;
    }
}
