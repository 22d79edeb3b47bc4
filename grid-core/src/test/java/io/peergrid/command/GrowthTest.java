package io.peergrid.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands do not take longer in proportion to what is in their collection. {@link CommandTimes} prints figures. */
class GrowthTest {
    private static final int FEW = 1_000;
    private static final int MANY = 100_000;

    /** What grows with the logarithm, or misses the caches, is far below; what looks at everything takes 100 times as long. */
    private static final double MOST_GROWTH = 20;

    private static final int CALLS = 300;
    private static final int TRIES = 3;

    static Set<String> commands() {
        return CommandTimes.COMMANDS.keySet();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void aHundredTimesAsManyElementsDoNotTakeTwentyTimesAsLong(String command) {
        var unusedFirst = CommandTimes.nanos(command, FEW, CALLS);
        double least = Double.MAX_VALUE;
        for (int i = 0; i < TRIES && least > MOST_GROWTH; i++) {
            double few = CommandTimes.nanos(command, FEW, CALLS);
            least = Math.min(least, CommandTimes.nanos(command, MANY, CALLS) / few);
        }
        assertThat(least).as(command).isLessThan(MOST_GROWTH);
    }
}
