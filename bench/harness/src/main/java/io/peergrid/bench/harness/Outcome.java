package io.peergrid.bench.harness;

import java.util.Locale;

/**
 * What one measurement showed.
 *
 * @param perSecond entries
 * @param cpuMicros of the driving process, for an entry
 * @param allocatedBytes in the driving process, for an entry
 */
record Outcome(
        double perSecond,
        double p50Micros,
        double p99Micros,
        double p999Micros,
        double cpuMicros,
        double allocatedBytes) {

    String words() {
        return String.format(
                Locale.ROOT,
                "%.1f %.2f %.2f %.2f %.3f %.0f",
                perSecond,
                p50Micros,
                p99Micros,
                p999Micros,
                cpuMicros,
                allocatedBytes);
    }

    static Outcome of(String[] words, int from) {
        double[] numbers = new double[6];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = Double.parseDouble(words[from + i]);
        }
        return new Outcome(numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
    }
}
