package io.peergrid.bench.harness;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What 500,000 entries take, and how long a fourth member takes to get its share of them. For one thread. */
final class Growth {
    private static final int ENTRIES = 500_000;
    private static final int VALUE_BYTES = 100;
    private static final int COPIES = 2;
    private static final Duration WITHIN = Duration.ofMinutes(5);
    /** For who has one process and servers of its own beside it. */
    private static final int MEMBERS = 3;

    private final List<Entrant> entrants;
    private final Path logs;
    private final int rounds;

    Growth(List<Entrant> entrants, Path logs, int rounds) {
        this.entrants = entrants;
        this.logs = logs;
        this.rounds = rounds;
    }

    /** A table in Markdown, a line a contestant, the rounds one after the other. */
    String run() throws InterruptedException {
        StringBuilder text = new StringBuilder("| | bytes for a stored copy of 16 + 100 bytes | joined → balanced, s |"
                + " p99 / longest get meanwhile, ms |\n|---|---:|---:|---:|\n");
        for (Entrant entrant : entrants) {
            List<String> bytes = new ArrayList<>();
            List<String> seconds = new ArrayList<>();
            List<String> gets = new ArrayList<>();
            for (int round = 0; round < rounds; round++) {
                System.out.printf(Locale.ROOT, "round %d, growth: %s%n", round + 1, entrant.title());
                try (Cluster cluster = Cluster.start(entrant, logs)) {
                    bytes.add(memory(cluster));
                    if (entrant.processes() == MEMBERS) {
                        join(cluster, seconds, gets);
                    }
                } catch (IOException e) {
                    System.out.println("  " + entrant.name() + " failed: " + e.getMessage());
                }
            }
            text.append("| ").append(entrant.title()).append(" | ").append(String.join(", ", bytes));
            text.append(" | ").append(seconds.isEmpty() ? "–" : String.join(", ", seconds));
            text.append(" | ").append(gets.isEmpty() ? "–" : String.join(", ", gets)).append(" |\n");
        }
        return text.toString();
    }

    private static String memory(Cluster cluster) throws IOException, InterruptedException {
        cluster.driver().ask("entries 1000 " + VALUE_BYTES, WITHIN);
        cluster.driver().ask("load SAFE", WITHIN);
        long before = held(cluster);
        cluster.driver().ask("entries " + ENTRIES + " " + VALUE_BYTES, WITHIN);
        cluster.driver().ask("load SAFE", WITHIN);
        cluster.driver().ask("forget", WITHIN);
        long after = held(cluster);
        long bytes = (after - before) / ((long) COPIES * ENTRIES);
        System.out.println("  " + bytes + " bytes for a stored copy");
        return Long.toString(bytes);
    }

    /** Heap of members in use, and what is held beside it. A client that only drives holds nothing. */
    private static long held(Cluster cluster) throws IOException, InterruptedException {
        long bytes = 0;
        for (ChildProcess child : cluster.children()) {
            String[] heap = child.ask("heap", WITHIN);
            long outside = Long.parseLong(heap[2]);
            bytes += cluster.children().size() == 1 ? outside : Long.parseLong(heap[1]) + outside;
        }
        return bytes;
    }

    private static void join(Cluster cluster, List<String> seconds, List<String> gets)
            throws IOException, InterruptedException {
        cluster.driver().ask("entries " + ENTRIES + " " + VALUE_BYTES, WITHIN);
        cluster.driver().ask("load SAFE", WITHIN);
        cluster.driver().ask("run GET 1 3000 100", WITHIN);
        cluster.driver().ask("background GET", WITHIN);
        ChildProcess fourth = cluster.launch();
        cluster.started(fourth);
        long joined = System.nanoTime();
        fourth.ask("await " + (MEMBERS + 1), WITHIN);
        double took = (System.nanoTime() - joined) / 1e9;
        String[] words = cluster.driver().ask("stop", WITHIN);
        seconds.add(String.format(Locale.ROOT, "%.1f", took));
        gets.add(String.format(
                Locale.ROOT, "%.1f / %.0f", Double.parseDouble(words[1]), Double.parseDouble(words[2])));
        System.out.printf(
                Locale.ROOT, "  balanced after %.1f s, gets p99 %s ms, longest %s ms%n", took, words[1], words[2]);
    }
}
