package io.peergrid.bench.harness;

import io.peergrid.bench.harness.Member.Kind;
import io.peergrid.bench.harness.Results.Line;
import io.peergrid.bench.harness.Results.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;

/** Gives each contestant its turn, round after round, and writes down what comes out. */
public final class Runner {
    private static final Duration LOADS_WITHIN = Duration.ofMinutes(3);

    private final Options options;
    private final Path logs;
    private final Results results = new Results();
    private final List<Long> calibrations = new ArrayList<>();
    private final StringBuilder raw =
            new StringBuilder("round,contestant,row,threads,bytes,per second,p50 us,p99 us,p99.9 us,"
                    + "driver cpu us,driver allocated bytes,cpu us of all,calibration us\n");

    private Runner(Options options, Path logs) {
        this.options = options;
        this.logs = logs;
    }

    /** @param args the directory of bench, then options; see bench/README.md */
    public static void main(String[] args) throws Exception {
        Path bench = Path.of(args[0]).toAbsolutePath().normalize();
        List<String> rest = List.of(args).subList(1, args.length);
        Options options = Options.parse(rest.toArray(String[]::new));
        String when = Instant.now()
                        .toString()
                        .replaceAll("[.].*", "")
                        .replace(":", "")
                        .replace("T", "-") + "-" + ProcessHandle.current().pid();
        Path out = bench.resolve("target/results/" + when);
        Files.createDirectories(out);
        List<Entrant> entrants = new ArrayList<>();
        for (String name : options.entrants()) {
            entrants.add(Entrant.named(name, bench, options.jvmOptions(), out));
        }
        Runner runner = new Runner(options, out);
        if (options.growth()) {
            String table = new Growth(entrants, out, options.rounds()).run();
            Files.writeString(out.resolve("growth.md"), table);
            System.out.println(table);
            return;
        }
        runner.rounds(entrants);
        String report = new Report(options, entrants, runner.results, runner.calibrations, rest).text();
        Files.writeString(out.resolve("table.md"), report);
        Files.writeString(out.resolve("raw.csv"), runner.raw);
        System.out.println(report);
        System.out.println("Written to " + out);
    }

    private void rounds(List<Entrant> entrants) throws IOException, InterruptedException {
        for (int bytes : options.valueBytes()) {
            List<Entrant> order = new ArrayList<>(entrants);
            for (int round = 0; round < options.rounds(); round++) {
                for (Entrant entrant : order) {
                    turn(entrant, round, bytes);
                }
                Collections.reverse(order);
            }
        }
    }

    private void turn(Entrant entrant, int round, int bytes) throws InterruptedException {
        System.out.printf(Locale.ROOT, "round %d, %d bytes: %s%n", round + 1, bytes, entrant.title());
        try (Cluster cluster = Cluster.start(entrant, logs)) {
            long calibration = Long.parseLong(cluster.driver().ask("calibrate", LOADS_WITHIN)[1]);
            calibrations.add(calibration);
            cluster.driver().ask("entries " + options.keysOf(bytes) + " " + bytes, LOADS_WITHIN);
            warm(cluster);
            for (Row row : options.rows()) {
                for (int threads : row.threads()) {
                    measure(cluster, entrant, new Line(row, threads, bytes), round, calibration);
                }
            }
        } catch (IOException e) {
            System.out.println("  " + entrant.name() + " failed: " + e.getMessage());
        }
    }

    /** Just-in-time compilers of all processes need thousands of calls, and on two processors their time. */
    private void warm(Cluster cluster) throws IOException, InterruptedException {
        for (Row row : List.of(Row.PUT, Row.GET)) {
            if (options.rows().stream().anyMatch(each -> each.kind() == Kind.SAFE)) {
                cluster.driver().ask("run " + row + " 16 " + options.firstWarmMillis() + " 100", LOADS_WITHIN);
            }
        }
    }

    private void measure(Cluster cluster, Entrant entrant, Line line, int round, long calibration)
            throws IOException, InterruptedException {
        if (cluster.driver().ask("load " + line.row().kind(), LOADS_WITHIN)[0].equals("skip")) {
            results.skip(entrant.name(), line, "no");
            return;
        }
        // What earlier rows left behind is collected outside of the measurement.
        cluster.driver().ask("collect", LOADS_WITHIN);
        long cpuBefore = cluster.cpuNanos();
        String[] answer = cluster.driver()
                .ask(
                        "run " + line.row() + " " + line.threads() + " " + options.warmMillis() + " "
                                + options.measureMillis(),
                        LOADS_WITHIN);
        if (answer[0].equals("skip")) {
            results.skip(entrant.name(), line, String.join(" ", List.of(answer).subList(1, answer.length)));
            return;
        }
        Outcome outcome = Outcome.of(answer, 1);
        double cpu = (cluster.cpuNanos() - cpuBefore) / 1e3;
        double seconds = (options.warmMillis() + options.measureMillis()) / 1e3;
        double cpuMicros = cpu / (outcome.perSecond() * seconds);
        results.add(entrant.name(), line, new Sample(round, outcome, cpuMicros));
        note(entrant, line, round, calibration, outcome, cpuMicros);
    }

    private void note(Entrant entrant, Line line, int round, long calibration, Outcome outcome, double cpuMicros) {
        StringJoiner csv = new StringJoiner(",", "", "\n");
        csv.add(Integer.toString(round + 1)).add(entrant.name()).add(line.row().name());
        csv.add(Integer.toString(line.threads())).add(Integer.toString(line.valueBytes()));
        for (String word : outcome.words().split(" ")) {
            csv.add(word);
        }
        csv.add(String.format(Locale.ROOT, "%.2f", cpuMicros)).add(Long.toString(calibration));
        raw.append(csv);
        System.out.printf(
                Locale.ROOT,
                "  %-36s %2d  %,12.0f /s  p50 %,9.1f  p99 %,9.1f  p99.9 %,9.1f us  cpu %,7.1f us  alloc %,8.0f B%n",
                line.row().title(),
                line.threads(),
                outcome.perSecond(),
                outcome.p50Micros(),
                outcome.p99Micros(),
                outcome.p999Micros(),
                cpuMicros,
                outcome.allocatedBytes());
    }
}
