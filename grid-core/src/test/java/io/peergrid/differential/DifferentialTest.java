package io.peergrid.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.command.DataCommand;
import io.peergrid.command.DataCommands;
import io.peergrid.differential.Sequence.Mismatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The same random commands to a slot of the grid that moves all the time and to a real Redis; same replies, same final values. A longer run:
 * {@code -Ddifferential.sequences=5000 -Ddifferential.seed=7}; of one type: {@code -Ddifferential.type=list}.
 */
class DifferentialTest {
    private static final int LENGTH = 200;
    private static final int LEAST_OF_EACH = 500;

    private final int sequences = Integer.getInteger("differential.sequences", 160);
    private final String type = System.getProperty("differential.type", "");
    private final long firstSeed = Long.getLong("differential.seed", 1);

    @Test
    void repliesAndFinalValuesAreThoseOfRedis() throws Exception {
        if (!RedisProcess.isInstalled()) {
            System.out.println("Differential test against a real Redis: NOT RUN, no redis-server on the PATH");
            Assumptions.abort("no redis-server on the PATH");
        }
        Tally tally = new Tally();
        try (RedisProcess redis = RedisProcess.start()) {
            Sequence sequence = new Sequence(redis, new GridSide(System::currentTimeMillis), Generators.ALL);
            for (Generator generator : wanted()) {
                long seed = firstSeed;
                while (seed < firstSeed + sequences) {
                    run(sequence, generator, seed++, tally, any -> true);
                }
                // Further ones, for the options that were rare.
                int missing = Integer.MAX_VALUE;
                while (tally.missing(LEAST_OF_EACH) < missing) {
                    missing = tally.missing(LEAST_OF_EACH);
                    run(sequence, generator, seed++, tally, command -> tally.wants(command, LEAST_OF_EACH));
                }
            }
            System.out.println("Differential test against Redis " + redis.version() + ": " + tally.total()
                    + " commands, same replies\n" + tally);
        }
        if (type.isEmpty()) {
            checkThatEachCommandWasThere(tally);
        }
    }

    private static void run(
            Sequence sequence, Generator generator, long seed, Tally tally, Predicate<List<byte[]>> wanted)
            throws Exception {
        List<List<byte[]>> commands = Sequence.generate(generator, seed, LENGTH, System.currentTimeMillis(), wanted);
        Mismatch mismatch = sequence.run(commands, tally);
        assertThat(mismatch == null ? "" : explained(sequence, generator, seed, commands, mismatch))
                .isEmpty();
    }

    private List<Generator> wanted() {
        return Generators.ALL.stream()
                .filter(generator -> type.isEmpty() || type.equals(generator.type()))
                .toList();
    }

    private static String explained(
            Sequence sequence, Generator generator, long seed, List<List<byte[]>> commands, Mismatch first) {
        List<List<byte[]>> shortest = sequence.shrink(commands);
        List<String> lines = new ArrayList<>(shortest.stream().map(Reply::shown).toList());
        lines.add("differs, type " + generator.type() + ", seed " + seed + ": at first, step " + first.step() + ", "
                + first);
        lines.add("the sequence above once more: " + sequence.run(shortest, new Tally()));
        return String.join("\n", lines);
    }

    private static void checkThatEachCommandWasThere(Tally tally) {
        for (DataCommand command : DataCommands.ALL) {
            String name = command.name();
            if (!Generators.EXCLUDED.contains(name)) {
                assertThat(tally.given(name)).as("%s given", name).isGreaterThanOrEqualTo(LEAST_OF_EACH);
                assertThat(tally.answered(name) * 2)
                        .as("%s without error", name)
                        .isGreaterThanOrEqualTo(tally.given(name));
            }
        }
        Options.OF.forEach((name, options) -> {
            for (String option : options) {
                assertThat(tally.given(name + ' ' + option))
                        .as("%s with %s", name, option)
                        .isGreaterThanOrEqualTo(LEAST_OF_EACH);
            }
        });
    }
}
