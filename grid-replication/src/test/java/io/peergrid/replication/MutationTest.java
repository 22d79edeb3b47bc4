package io.peergrid.replication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Each safety rule is needed: without it a seed fails that passes with it, and the failure names what broke. The seeds are the
 * first that found it.
 */
class MutationTest {

    @ParameterizedTest
    @CsvSource({
        "ackOnTimeout, 1, (I9",
        "shrinkBeforeChosen, 4, (I9",
        "addWithoutAckSet, 7, I15)",
        "noBarrier, 1, (I19)",
        "noRecords, 1, not linearizable",
        "consentKeepsReading, 344, not linearizable",
        "applyBeforeCommit, 5, not linearizable",
        "negativeBeforeCommit, 17, not linearizable",
        "commitBelowMin, 12, (I9",
        "noPendingCheck, 15, not linearizable",
        "oldCommittedValue, 1, not linearizable",
        "watermarkReceived, 15, not linearizable",
        "noReadStamp, 6, not linearizable",
        "replicaReadNoLease, 1, not linearizable",
        "learnerReads, 1, not linearizable",
        "noFence, 70, (I15)",
        "noPrevCheck, 819, copies differ",
    })
    void isMissedWhenTurnedOff(String rule, long seed, String violation) {
        new ReplicationSimulation(seed, ReplicationRules.standard()).run();

        // A rule more or less changes the course of the run: the next seeds may have to do when something else changes.
        String found = firstViolation(rule, seed, seed + 400);

        assertThat(found).contains(violation);
    }

    private static String firstViolation(String rule, long from, long to) {
        for (long seed = from; seed <= to; seed++) {
            try {
                new ReplicationSimulation(seed, Mutations.named(rule)).run();
            } catch (AssertionError violation) {
                String message = String.valueOf(violation.getMessage());
                if (!message.contains("did not recover")) {
                    return message;
                }
            }
        }
        throw new AssertionError(rule + " was not missed by seeds " + from + " to " + to);
    }
}
