package io.peergrid.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.differential.Sequence.Mismatch;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random commands of each type, one by one and in transactions: same replies, same final values. */
class TransactionDifferentialTest {
    private static final int SEQUENCES = 40;
    private static final int LENGTH = 120;
    private static final long NOW = 1_800_000_000_000L;

    static Stream<Generator> generators() {
        return Generators.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("generators")
    void commandsAnswerAndDoTheSameInATransaction(Generator generator) {
        Tally tally = new Tally();
        for (int seed = 1; seed <= SEQUENCES; seed++) {
            TransactionSide side = new TransactionSide(() -> NOW, 1 + seed % 12);
            Sequence sequence = new Sequence(new GridSide(() -> NOW), side, Generators.ALL);
            List<List<byte[]>> commands = Sequence.generate(generator, seed, LENGTH, NOW);
            Mismatch mismatch = sequence.run(commands, tally);
            assertThat(mismatch == null ? "" : shortest(sequence, commands)).isEmpty();
            assertThat(side.committed()).isPositive();
        }
    }

    private static String shortest(Sequence sequence, List<List<byte[]>> commands) {
        List<List<byte[]>> shortest = sequence.shrink(commands);
        return String.join("\n", shortest.stream().map(Reply::shown).toList()) + "\n"
                + sequence.run(shortest, new Tally());
    }
}
