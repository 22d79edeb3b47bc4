package io.peergrid.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each safety rule is needed by whole members: without it one of the first seeds breaks an invariant, which the report
 * names, and the same seed passes with it. {@code -Dmutation.seeds=N} sets how many seeds are tried, {@code -Dmutation=NAME}
 * tries one alone, those included that random faults meet too rarely for every run.
 */
final class WholeMemberMutationTest {
    private static final int SEEDS = Integer.getInteger("mutation.seeds", 400);

    static Stream<Arguments> mutations() {
        String one = System.getProperty("mutation");
        return one == null ? inEveryRun() : Stream.of(arguments(Mutation.valueOf(one), ".*"));
    }

    private static Stream<Arguments> inEveryRun() {
        return Stream.of(
                arguments(Mutation.ACK_ON_TIMEOUT, "I9"),
                arguments(Mutation.SHRINK_BEFORE_CHOSEN, "I13"),
                arguments(Mutation.ADD_WITHOUT_ACK_SET, "I14"),
                arguments(Mutation.NO_BARRIER, "I19"),
                arguments(Mutation.NO_FENCE, "I15|I9"),
                arguments(Mutation.APPLY_BEFORE_COMMIT, "NOT_LINEARIZABLE|QUEUE|TYPES"),
                arguments(Mutation.NO_PENDING_CHECK, "NOT_LINEARIZABLE|QUEUE|TYPES"),
                arguments(Mutation.WATERMARK_RECEIVED, "NOT_LINEARIZABLE|QUEUE|TYPES|I9"),
                arguments(Mutation.COMMIT_BELOW_MIN, "I15"),
                arguments(Mutation.REPLICA_READ_NO_LEASE, "NOT_LINEARIZABLE|QUEUE|TYPES"),
                arguments(Mutation.LEARNER_READS, "NOT_LINEARIZABLE|QUEUE|TYPES"),
                arguments(Mutation.CONSENT_KEEPS_READING, "I20"),
                arguments(Mutation.NO_RECORDS, "NOT_LINEARIZABLE|QUEUE|TYPES"),
                arguments(Mutation.LEASE_FROM_RECEIVE_TIME, "I22|I20"),
                arguments(Mutation.ONE_NUMBER_FOR_TERM_AND_EPOCH, "I2"),
                arguments(Mutation.NARROW_PROMISE, "I20"),
                arguments(Mutation.LEADERS_OWN_VERSION, "I29"),
                arguments(Mutation.ELIGIBLE_ALWAYS, "I21"),
                arguments(Mutation.SAME_INCARNATION, "I15|I3|I9|QUEUE|TYPES"));
    }

    @ParameterizedTest
    @Timeout(value = 3, unit = TimeUnit.HOURS)
    @MethodSource("mutations")
    void aRuleTurnedOffIsMissed(Mutation mutation, String invariants) {
        SimulationReport found = search(mutation);

        System.out.println(mutation + " is missed by seed " + found.seed() + ": " + found.failure());
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
