package io.peergrid.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each safety rule is needed by whole members: without it one of the first seeds breaks an invariant, which the report
 * names, and the same seed passes with it. {@code -Dmutation.seeds=N} sets how many seeds are tried; {@code -Dmutation=NAME}
 * tries one that random faults meet too rarely for every run.
 */
final class WholeMemberMutationTest {
    private static final int SEEDS = Integer.getInteger("mutation.seeds", 400);

    @ParameterizedTest
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    @CsvSource({
        "ACK_ON_TIMEOUT, I9",
        "SHRINK_BEFORE_CHOSEN, I13",
        "ADD_WITHOUT_ACK_SET, I14",
        "NO_BARRIER, I19",
        "NO_FENCE, I15|I9",
        "APPLY_BEFORE_COMMIT, NOT_LINEARIZABLE",
        "NO_PENDING_CHECK, NOT_LINEARIZABLE",
        "WATERMARK_RECEIVED, NOT_LINEARIZABLE",
        "COMMIT_BELOW_MIN, I15",
        "REPLICA_READ_NO_LEASE, NOT_LINEARIZABLE",
        "LEARNER_READS, NOT_LINEARIZABLE",
        "CONSENT_KEEPS_READING, I20",
        "NO_RECORDS, NOT_LINEARIZABLE",
        "LEASE_FROM_RECEIVE_TIME, I22|I20",
        "ONE_NUMBER_FOR_TERM_AND_EPOCH, I2",
        "NARROW_PROMISE, I20",
        "ELIGIBLE_ALWAYS, I21",
        "SAME_INCARNATION, I15|I3",
    })
    void aRuleTurnedOffIsMissed(Mutation mutation, String invariants) {
        SimulationReport found = search(mutation);

        assertThat(found.failure()).as("seed %s", found.seed()).matches("(?s)(" + invariants + "):.*");
        assertThat(WholeMemberSimulation.run(found.seed()).failure()).isNull();
    }

    private static SimulationReport search(Mutation mutation) {
        for (long seed = 1; seed <= SEEDS; seed++) {
            SimulationReport report = mutation.run(seed);
            if (report.failed()) {
                return report;
            }
        }
        throw new AssertionError(mutation + " is not missed by seeds 1 to " + SEEDS);
    }
}
