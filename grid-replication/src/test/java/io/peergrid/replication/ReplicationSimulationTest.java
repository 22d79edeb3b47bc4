package io.peergrid.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Replication under faults, from seeds: {@code -Dseeds=10000} for more, {@code -Dseed=17} for one. */
class ReplicationSimulationTest {
    private static final int SEEDS = Integer.getInteger("seeds", 150);

    @Test
    void canSurviveRandomFaultsWithoutLosingOrBendingAnything() {
        Map<String, Integer> counters = run(SEEDS, false);

        // One that stays at zero means that the simulator has gone blind.
        assertThat(counters)
                .containsKeys("promoted", "removed", "added", "moved", "consents", "crashed", "unknown", "refused")
                .containsKeys("Diverged", "ReplicaSilent", "read as replica", "read as primary")
                .containsKeys("prepared");
    }

    @Test
    void canSurviveRandomFaultsUnderTheGridsOwnSlotRules() {
        Map<String, Integer> counters = run(SEEDS / 3, true);

        assertThat(counters).containsKeys("promoted", "added", "moved");
    }

    private static Map<String, Integer> run(int seeds, boolean planned) {
        Map<String, Integer> counters = new TreeMap<>();
        Long only = Long.getLong("seed");
        long from = only == null ? 1 : only;
        long to = only == null ? seeds : only;
        long events = 0;
        for (long seed = from; seed <= to; seed++) {
            ReplicationSimulation run = new ReplicationSimulation(seed, ReplicationRules.standard(), planned);
            try {
                run.run();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed + " fails; replay with -Dseed=" + seed, failure);
            }
            run.counters.forEach((what, count) -> counters.merge(what, count, Integer::sum));
            events += run.simulation.events();
        }
        System.out.println((to - from + 1) + " seeds, " + events + " events, " + counters);
        return counters;
    }
}
