package io.peergrid.bench.hitratio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads traces: gzip, one whole number a line, each the key of an access. */
final class Traces {
    private Traces() {}

    static List<Path> in(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".gz")).sorted().toList();
        }
    }

    static int[] read(Path file) throws IOException {
        int[] keys = new int[1 << 16];
        int count = 0;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (count == keys.length) {
                    keys = Arrays.copyOf(keys, count * 2);
                }
                keys[count++] = Integer.parseInt(line.trim());
            }
        }
        return Arrays.copyOf(keys, count);
    }

    static int distinct(int[] keys) {
        return (int) Arrays.stream(keys).distinct().count();
    }
}
