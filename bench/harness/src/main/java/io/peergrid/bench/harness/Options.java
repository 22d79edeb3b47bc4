package io.peergrid.bench.harness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What to measure, for how long.
 *
 * @param rounds how often each contestant has its turn; the order is turned round each time
 * @param keys entries of 100 bytes; there are fewer larger ones
 * @param growth whether memory and a joining member are measured instead of the rows
 */
record Options(
        List<String> entrants,
        List<Row> rows,
        List<Integer> valueBytes,
        int rounds,
        int keys,
        long warmMillis,
        long measureMillis,
        List<String> jvmOptions,
        boolean growth) {
    private static final List<Row> SHORT = List.of(Row.OWNED_GET, Row.REMOTE_GET, Row.GET, Row.PUT, Row.PUT_ASYNC);

    static Options parse(String[] args) {
        Options options = quick();
        for (String arg : args) {
            String[] halves = arg.split("=", 2);
            String value = halves.length > 1 ? halves[1] : "";
            options = switch (halves[0]) {
                case "--quick" -> quick();
                case "--full" -> full();
                case "--only" -> options.withEntrants(List.of(value.split(",")));
                case "--rows" ->
                    options.withRows(
                            Arrays.stream(value.split(",")).map(Row::valueOf).toList());
                case "--bytes" ->
                    options.withValueBytes(Arrays.stream(value.split(","))
                            .map(Integer::valueOf)
                            .toList());
                case "--rounds" -> options.withRounds(Integer.parseInt(value));
                case "--warm" -> options.withTimes(Long.parseLong(value), options.measureMillis);
                case "--measure" -> options.withTimes(options.warmMillis, Long.parseLong(value));
                case "--growth" -> options.withGrowth();
                case "--jvm" -> options.withJvmOption(value);
                default -> throw new IllegalArgumentException("nobody knows " + arg + "; see bench/README.md");
            };
        }
        return options;
    }

    private static Options quick() {
        List<String> few = List.of("peergrid", "hazelcast", "infinispan", "jedis", "socket", "caffeine");
        return new Options(few, SHORT, List.of(100), 3, 100_000, 2_000, 1_500, List.of(), false);
    }

    private static Options full() {
        return new Options(
                Entrant.names(), List.of(Row.values()), List.of(100, 10_240), 5, 100_000, 3_000, 2_000, List.of(), false);
    }

    /** How long each of two loads runs before anything is measured. */
    long firstWarmMillis() {
        return 2 * warmMillis;
    }

    int keysOf(int bytes) {
        return bytes <= 1_000 ? keys : keys / 10;
    }

    private Options withEntrants(List<String> changed) {
        return new Options(changed, rows, valueBytes, rounds, keys, warmMillis, measureMillis, jvmOptions, growth);
    }

    private Options withRows(List<Row> changed) {
        return new Options(entrants, changed, valueBytes, rounds, keys, warmMillis, measureMillis, jvmOptions, growth);
    }

    private Options withValueBytes(List<Integer> changed) {
        return new Options(entrants, rows, changed, rounds, keys, warmMillis, measureMillis, jvmOptions, growth);
    }

    private Options withRounds(int changed) {
        return new Options(entrants, rows, valueBytes, changed, keys, warmMillis, measureMillis, jvmOptions, growth);
    }

    private Options withTimes(long warm, long measure) {
        return new Options(entrants, rows, valueBytes, rounds, keys, warm, measure, jvmOptions, growth);
    }

    private Options withGrowth() {
        return new Options(
                entrants, rows, valueBytes, rounds, keys, warmMillis, measureMillis, jvmOptions, true);
    }

    private Options withJvmOption(String option) {
        List<String> more = new ArrayList<>(jvmOptions);
        more.add(option);
        return new Options(entrants, rows, valueBytes, rounds, keys, warmMillis, measureMillis, more, growth);
    }
}
