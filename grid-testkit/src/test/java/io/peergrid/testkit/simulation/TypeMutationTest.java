package io.peergrid.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The types of the whole-member simulation miss what they have to. */
class TypeMutationTest {
    private static final int SEEDS = 60;

    /** Adding or writing once more what is there shows nothing, or seldom. */
    private static final List<String> UNAFFECTED = List.of("hyperloglog", "evicted values", "near copies", "hot keys");

    @Test
    void aRetryThatIsCarriedOutAgainIsMissedByEachType() {
        List<String> missing = new ArrayList<>(SimulatedTypes.names());
        missing.removeAll(UNAFFECTED);
        Map<Long, String> witnesses = new HashMap<>();

        for (long seed = 1; seed <= SEEDS && !missing.isEmpty(); seed++) {
            String failure = Mutation.NO_RECORDS.run(seed).failure();
            if (failure != null && missing.removeIf(type -> failure.contains("TYPES: " + type + ": "))) {
                witnesses.put(seed, failure);
            }
        }

        assertThat(missing).as("not missed by seeds 1 to %s", SEEDS).isEmpty();
        witnesses.forEach(
                (seed, failure) -> assertThat(WholeMemberSimulation.run(seed).failure())
                        .as(failure)
                        .isNull());
    }
}
