package io.peergrid.differential;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How often each command was given, and how often its reply was no error. */
final class Tally {
    private final Map<String, int[]> counts = new TreeMap<>();

    void count(List<byte[]> command, String reply) {
        int[] count = counts.computeIfAbsent(Comparison.name(command), name -> new int[2]);
        count[0]++;
        count[1] += Reply.isError(reply) ? 0 : 1;
    }

    int given(String name) {
        return counts.getOrDefault(name, new int[2])[0];
    }

    int answered(String name) {
        return counts.getOrDefault(name, new int[2])[1];
    }

    int total() {
        return counts.values().stream().mapToInt(count -> count[0]).sum();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((name, count) -> text.append(
                String.format("%s %d (%d %% errors)%n", name, count[0], 100 * (count[0] - count[1]) / count[0])));
        return text.toString();
    }
}
