package io.peergrid.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Replication under faults, from seeds: {@code -Dseeds=10000} for more, {@code -Dseed=17} for one. */
class ReplicationSimulationTest {
    private static final int SEEDS = Integer.getInteger("seeds", 200);

    @Test
    void canSurviveRandomFaultsWithoutLosingOrBendingAnything() {
        Map<String, Integer> counters = new TreeMap<>();
        Integer only = Integer.getInteger("seed");
        long from = only == null ? 1 : only;
        long to = only == null ? SEEDS : only;
        long events = 0;
        for (long seed = from; seed <= to; seed++) {
            ReplicationSimulation run = new ReplicationSimulation(seed, ReplicationRules.standard());
            try {
                run.run();
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("seed " + seed + " fails; replay with -Dseed=" + seed, failure);
            }
            run.counters.forEach((what, count) -> counters.merge(what, count, Integer::sum));
            events += run.simulation.events();
        }
        System.out.println(to - from + 1 + " seeds, " + events + " events, " + counters);
        if (only == null) {
            assertThat(counters)
                    .containsKeys(
                            "promoted",
                            "removed",
                            "added",
                            "moved",
                            "consents",
                            "crashed",
                            "unknown",
                            "refused",
                            "Diverged",
                            "read as replica",
                            "read as primary");
        }
    }
}
