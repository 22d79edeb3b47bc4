package io.peergrid.membership;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The agreement under random faults. {@code -Dseeds=N} runs more, {@code -Dseed=S} one again:
 * {@code mvn -pl grid-membership test -Dtest=MembershipSimulationTest -Dseed=S}.
 */
final class MembershipSimulationTest {
    private static final int SEEDS = 120;

    @Test
    @Timeout(3600)
    void keepsItsInvariantsUnderRandomFaults() {
        Coverage coverage = new Coverage();
        Long only = Long.getLong("seed");
        long first = only == null ? 1 : only;
        long seeds = only == null ? Integer.getInteger("seeds", SEEDS) : 1;
        for (long seed = first; seed < first + seeds; seed++) {
            run(seed, coverage);
        }
        System.out.println(coverage);
        if (seeds >= SEEDS) {
            assertThat(coverage.blindSpots()).isEmpty();
        }
    }

    /** A leader that was itself listed as DOWN, by a successor that it had to propose again, could not call a vote. */
    @ParameterizedTest
    @ValueSource(longs = {10_081})
    void recoversWhereItOnceDidNot(long seed) {
        run(seed, new Coverage());
    }

    private static void run(long seed, Coverage coverage) {
        MembershipRun run = new MembershipRun(seed, MembershipRules.standard(), false, coverage);
        try {
            run.run();
        } catch (AssertionError | RuntimeException broken) {
            fail(
                    "seed %d at %.6f s: %s%nreplay with -Dtest=MembershipSimulationTest -Dseed=%d%n%s",
                    seed,
                    run.simulation.nowNanos() / 1e9,
                    broken.getMessage(),
                    seed,
                    String.join("\n", run.simulation.trace()));
        }
    }
}
