package io.peergrid.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.command.hyperloglog.HyperLogLogCommands;
import io.peergrid.replication.StateMachine.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How far counts are off, over elements from several seeds. More: {@code -Dhyperloglog.seeds=100 -Dhyperloglog.most=1000000}. */
class HyperLogLogErrorTest {
    private static final double STANDARD_ERROR = 0.0081;
    private static final int AT_ONCE = 5_000;

    private final KeyspaceStateMachine machine = new KeyspaceStateMachine(1, KeyspaceLimits.ofMemory(1L << 30));
    private final int seeds = Integer.getInteger("hyperloglog.seeds", 100);
    private final int most = Integer.getInteger("hyperloglog.most", 10_000);
    private long version;

    @ParameterizedTest
    @ValueSource(ints = {1_000, 10_000, 100_000, 1_000_000})
    void countsAreOffByTheStandardErrorOnTheAverage(int elements) {
        if (elements > most) {
            return;
        }
        double squares = 0;
        double worst = 0;
        for (int seed = 1; seed <= seeds; seed++) {
            String key = "h" + seed;
            add(key, seed, elements);
            double error = count(key) / (double) elements - 1;
            squares += error * error;
            worst = Math.max(worst, Math.abs(error));
        }
        double off = Math.sqrt(squares / seeds);
        System.out.printf(
                "HyperLogLog of %,d elements, %d seeds: %.2f %% off, %.2f %% at worst%n",
                elements, seeds, 100 * off, 100 * worst);

        assertThat(off).isLessThan(STANDARD_ERROR * 1.25);
        assertThat(worst).isLessThan(STANDARD_ERROR * 4.5);
    }

    @Test
    void aMergeCountsEachElementOnce() {
        add("a", 1, 3_000);
        add("b", 1, 6_000);
        add("b", 2, 2_000);
        long union = count("a", "b");
        execute(HyperLogLogCommands.MERGE.of(Value.of("c"), Value.of("a"), Value.of("b")));

        assertThat(count("c")).isEqualTo(union).isEqualTo(count("b"));
        assertThat(union).isBetween(7_800L, 8_200L);
        assertThat(execute(HyperLogLogCommands.ADD.of(Value.of("c"), Value.of("1:5"))))
                .isEqualTo(Value.of(0));
    }

    private void add(String key, int seed, int elements) {
        for (int from = 0; from < elements; from += AT_ONCE) {
            List<Value> arguments = new ArrayList<>(List.of(Value.of(key)));
            for (int i = from; i < Math.min(elements, from + AT_ONCE); i++) {
                arguments.add(Value.of(seed + ":" + i));
            }
            execute(HyperLogLogCommands.ADD.of(arguments.toArray(Value[]::new)));
        }
    }

    private long count(String... keys) {
        Invocation count =
                HyperLogLogCommands.COUNT.of(Stream.of(keys).map(Value::of).toArray(Value[]::new));
        return ((Value.Whole)
                        count.result(machine.read(0, count.toBytes(), 1_000).result()))
                .number();
    }

    private Value execute(Invocation command) {
        Decision decision = machine.decide(0, command.toBytes(), ++version, 1_000);
        machine.apply(0, version, decision.effects());
        return command.result(decision.result());
    }
}
