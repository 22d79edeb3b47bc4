package io.peergrid.differential;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** How often each command was given, alone and with each option, and how often its reply was no error. */
final class Tally {
    private final Map<String, int[]> counts = new TreeMap<>();

    void count(List<byte[]> command, String reply) {
        String name = Comparison.name(command);
        count(name, reply);
        options(command).forEach(option -> count(name + ' ' + option, reply));
    }

    private void count(String what, String reply) {
        int[] count = counts.computeIfAbsent(what, any -> new int[2]);
        count[0]++;
        count[1] += Reply.isError(reply) ? 0 : 1;
    }

    int given(String name) {
        return counts.getOrDefault(name, new int[2])[0];
    }

    int answered(String name) {
        return counts.getOrDefault(name, new int[2])[1];
    }

    /** How many more times options have to be given until each was so often. */
    int missing(int least) {
        int missing = 0;
        for (Map.Entry<String, List<String>> options : Options.OF.entrySet()) {
            for (String option : options.getValue()) {
                missing += Math.max(0, least - given(options.getKey() + ' ' + option));
            }
        }
        return missing;
    }

    /** Whether a command has an option that was not given so often yet. */
    boolean wants(List<byte[]> command, int least) {
        String name = Comparison.name(command);
        return options(command).stream().anyMatch(option -> given(name + ' ' + option) < least);
    }

    private static Set<String> options(List<byte[]> command) {
        List<String> options = Options.OF.getOrDefault(Comparison.name(command), List.of());
        Set<String> given = new TreeSet<>();
        for (byte[] word : command.subList(1, command.size())) {
            String option = new String(word, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
            if (options.contains(option)) {
                given.add(option);
            }
        }
        return given;
    }

    /** Of all commands. */
    int total() {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().indexOf(' ') < 0)
                .mapToInt(entry -> entry.getValue()[0])
                .sum();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        counts.forEach((name, count) -> text.append(
                String.format("%s %d (%d %% errors)%n", name, count[0], 100 * (count[0] - count[1]) / count[0])));
        return text.toString();
    }
}
