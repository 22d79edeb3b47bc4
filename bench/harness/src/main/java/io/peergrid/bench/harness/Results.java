package io.peergrid.bench.harness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** All that was measured. For one thread. */
final class Results {

    /** A line of the table. */
    record Line(Row row, int threads, int valueBytes) {}

    /** @param cpuMicros of all processes together, for an entry */
    record Sample(int round, Outcome outcome, double cpuMicros) {}

    private record Cell(String entrant, Line line) {}

    private final Map<Cell, List<Sample>> samples = new HashMap<>();
    private final Map<Cell, String> skipped = new HashMap<>();

    void add(String entrant, Line line, Sample sample) {
        samples.computeIfAbsent(new Cell(entrant, line), cell -> new ArrayList<>())
                .add(sample);
    }

    void skip(String entrant, Line line, String why) {
        skipped.put(new Cell(entrant, line), why);
    }

    List<Sample> of(String entrant, Line line) {
        return samples.getOrDefault(new Cell(entrant, line), List.of());
    }

    /** Why there is nothing; empty if nobody said. */
    String reason(String entrant, Line line) {
        return skipped.getOrDefault(new Cell(entrant, line), "");
    }

    static double quantile(List<Sample> samples, double share, ToDoubleFunction<Sample> what) {
        double[] sorted = samples.stream().mapToDouble(what).sorted().toArray();
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double at = share * (sorted.length - 1);
        int low = (int) at;
        int high = Math.min(sorted.length - 1, low + 1);
        return sorted[low] + (at - low) * (sorted[high] - sorted[low]);
    }

    static double median(List<Sample> samples, ToDoubleFunction<Sample> what) {
        return quantile(samples, 0.5, what);
    }
}
