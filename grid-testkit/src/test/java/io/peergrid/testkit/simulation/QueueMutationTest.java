package io.peergrid.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.node.NodeRules;
import java.util.Set;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** The queues of the whole-member simulation miss what they have to. */
class QueueMutationTest {
    private static final int SEEDS = 60;

    @Test
    void aRetryThatPopsAgainIsMissed() {
        assertThat(search(Mutation.NO_RECORDS::run, "QUEUE: lost")).contains("QUEUE: lost");
    }

    @Test
    void whoIsNeverWokenIsMissed() {
        String failure = search(QueueMutationTest::unwoken, "waits at");

        assertThat(failure).startsWith("QUEUE: no progress:");
    }

    private static SimulationReport unwoken(long seed) {
        return new WholeMemberSimulation(seed, Set.of(), NodeRules.standard(), UnwokenTransport::new, false).run();
    }

    private static String search(LongFunction<SimulationReport> run, String text) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            String failure = run.apply(seed).failure();
            if (failure != null && failure.contains(text)) {
                assertThat(WholeMemberSimulation.run(seed).failure()).isNull();
                return failure;
            }
        }
        throw new AssertionError("\"" + text + "\" is not met by seeds 1 to " + SEEDS);
    }
}
