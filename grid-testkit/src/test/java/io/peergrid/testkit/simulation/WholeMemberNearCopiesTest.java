package io.peergrid.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.node.NodeRules;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Near copies under faults, by clients that do nothing else: each rule that the bound rests on is needed, for without it one of the first seeds shows a value
 * that is too old, and the same seed does not with it. {@code NEAR_NO_LEASE} needs more seeds, the other two a schedule of their own ({@code NearCopiesTest}).
 */
class WholeMemberNearCopiesTest {
    private static final int SEEDS = Integer.getInteger("mutation.seeds", 200);

    @ParameterizedTest
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    @EnumSource(
            value = Mutation.class,
            names = {"NEAR_LATE_PROOF", "NEAR_GAPS", "NEAR_SILENCE", "NEAR_LATE_FILLS", "NEAR_OLD_REIGN"})
    void aRuleTurnedOffShowsValuesThatAreTooOld(Mutation mutation) {
        isMissedWithout(mutation, NearType::new, "near copies");
    }

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void aHotKeyThatCoolsAndKeepsItsCopiesShowsValuesThatAreTooOld() {
        isMissedWithout(Mutation.NEAR_COOLED, NearType::ofHotKeys, "hot keys");
    }

    private static void isMissedWithout(
            Mutation mutation, Function<LongSupplier, SimulatedType> type, String typeName) {
        SimulationReport found = search(mutation, type);

        System.out.println(mutation + " is missed by seed " + found.seed() + ": " + found.failure());
        assertThat(found.failure()).startsWith("TYPES: " + typeName + ": too old");
        assertThat(WholeMemberSimulation.with(type, found.seed(), NodeRules.standard())
                        .run()
                        .failure())
                .isNull();
    }

    private static SimulationReport search(Mutation mutation, Function<LongSupplier, SimulatedType> type) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SimulationReport report = mutation.run(type, seed);
            if (report.failed()) {
                return report;
            }
        }
        throw new AssertionError(mutation + " is not missed by seeds 1 to " + SEEDS);
    }
}
