package io.peergrid.bench.harness;

import io.peergrid.bench.harness.Results.Line;
import io.peergrid.bench.harness.Results.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** The tables that go into the documentation. */
final class Report {
    private static final String OURS = "peergrid";
    private static final List<String> FLOORS = List.of("socket", "hashmap", "caffeine");

    private final Options options;
    private final List<Entrant> entrants;
    private final Results results;
    private final List<Long> calibrations;
    private final List<String> arguments;

    Report(Options options, List<Entrant> entrants, Results results, List<Long> calibrations, List<String> arguments) {
        this.options = options;
        this.entrants = entrants;
        this.results = results;
        this.calibrations = calibrations;
        this.arguments = arguments;
    }

    String text() {
        StringBuilder text = new StringBuilder();
        text.append("Run with `bench/run ").append(String.join(" ", arguments)).append("`: ");
        text.append(options.rounds())
                .append(" rounds, ")
                .append(options.measureMillis())
                .append(" ms measured after ");
        text.append(options.warmMillis()).append(" ms of warming up, ").append(options.keys());
        text.append(" keys (a tenth for large values). ").append(machine()).append("\n\n");
        for (int bytes : options.valueBytes()) {
            text.append("### Values of ").append(bytes).append(" bytes: operations per second\n\n");
            text.append(
                    "Median (lower quartile) of the rounds; the last two columns are the median ratio of PeerGrid to the ");
            text.append("best other system in the same round, and the least and the greatest of these.\n\n");
            throughput(text, bytes);
            text.append("\n### Values of ").append(bytes).append(" bytes: microseconds, p50 / p99 / p99.9\n\n");
            plain(text, bytes, this::latencies);
            text.append("\n### Values of ").append(bytes);
            text.append(
                    " bytes: for one entry, processor time of all processes in microseconds / bytes allocated at the caller\n\n");
            plain(text, bytes, this::costs);
            text.append('\n');
        }
        return text.toString();
    }

    private String machine() {
        long least = calibrations.stream().min(Comparator.naturalOrder()).orElse(0L);
        long most = calibrations.stream().max(Comparator.naturalOrder()).orElse(0L);
        return String.format(
                Locale.ROOT,
                "%d processors, Java %s, JVM options %s %s. A fixed piece of work before each turn took %.1f to %.1f ms: "
                        + "the nearer these are, the quieter the machine was.",
                Runtime.getRuntime().availableProcessors(),
                Runtime.version(),
                String.join(" ", Entrant.JVM_OPTIONS),
                String.join(" ", options.jvmOptions()),
                least / 1e3,
                most / 1e3);
    }

    private void throughput(StringBuilder text, int bytes) {
        header(text, List.of("PeerGrid ÷ best", "range"));
        for (Line line : lines(bytes)) {
            StringJoiner row = row(line);
            for (Entrant entrant : entrants) {
                row.add(cell(entrant, line, this::speed));
            }
            List<Double> ratios = ratios(line);
            row.add(ratios.isEmpty() ? "" : ratio(middle(ratios)));
            row.add(ratios.isEmpty() ? "" : ratio(ratios.get(0)) + " – " + ratio(ratios.get(ratios.size() - 1)));
            text.append(row);
        }
    }

    private void plain(StringBuilder text, int bytes, Function<List<Sample>, String> what) {
        header(text, List.of());
        for (Line line : lines(bytes)) {
            StringJoiner row = row(line);
            for (Entrant entrant : entrants) {
                row.add(cell(entrant, line, what));
            }
            text.append(row);
        }
    }

    private void header(StringBuilder text, List<String> more) {
        StringJoiner names = new StringJoiner(" | ", "| ", " |\n").add("").add("threads");
        StringJoiner rule = new StringJoiner("|", "|", "|\n").add("---").add("---:");
        for (Entrant entrant : entrants) {
            names.add(entrant.title());
            rule.add("---:");
        }
        for (String each : more) {
            names.add(each);
            rule.add("---:");
        }
        text.append(names).append(rule);
    }

    private static StringJoiner row(Line line) {
        return new StringJoiner(" | ", "| ", " |\n").add(line.row().title()).add(Integer.toString(line.threads()));
    }

    private String cell(Entrant entrant, Line line, Function<List<Sample>, String> what) {
        List<Sample> samples = results.of(entrant.name(), line);
        if (!samples.isEmpty()) {
            return what.apply(samples);
        }
        return results.reason(entrant.name(), line).equals("not yet") ? "not yet" : "–";
    }

    private String speed(List<Sample> samples) {
        ToDoubleFunction<Sample> speed = sample -> sample.outcome().perSecond();
        return number(Results.median(samples, speed)) + " (" + number(Results.quantile(samples, 0.25, speed)) + ")";
    }

    private String latencies(List<Sample> samples) {
        return number(Results.median(samples, sample -> sample.outcome().p50Micros())) + " / "
                + number(Results.median(samples, sample -> sample.outcome().p99Micros())) + " / "
                + number(Results.median(samples, sample -> sample.outcome().p999Micros()));
    }

    private String costs(List<Sample> samples) {
        return number(Results.median(samples, Sample::cpuMicros)) + " / "
                + number(Results.median(samples, sample -> sample.outcome().allocatedBytes()));
    }

    private List<Line> lines(int bytes) {
        List<Line> lines = new ArrayList<>();
        for (Row row : options.rows()) {
            for (int threads : row.threads()) {
                lines.add(new Line(row, threads, bytes));
            }
        }
        return lines;
    }

    /** Ours to the best other's, round by round, in ascending order. */
    private List<Double> ratios(Line line) {
        List<Double> ratios = new ArrayList<>();
        for (Sample ours : results.of(OURS, line)) {
            Optional<Double> best = entrants.stream()
                    .filter(entrant -> !entrant.name().equals(OURS) && !FLOORS.contains(entrant.name()))
                    .flatMap(entrant -> results.of(entrant.name(), line).stream())
                    .filter(sample -> sample.round() == ours.round())
                    .map(sample -> sample.outcome().perSecond())
                    .max(Comparator.naturalOrder());
            best.ifPresent(speed -> ratios.add(ours.outcome().perSecond() / speed));
        }
        ratios.sort(Comparator.naturalOrder());
        return ratios;
    }

    private static double middle(List<Double> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String number(double value) {
        String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
