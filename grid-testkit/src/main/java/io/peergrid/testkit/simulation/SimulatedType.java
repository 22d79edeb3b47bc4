package io.peergrid.testkit.simulation;

import io.peergrid.simulation.SplitMixRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A type of data in the simulation: what clients do with it, how it is read at the end, and what has to be true of what they saw. One instance serves all clients of one
 * run. A further type is a class more and a line in {@link SimulatedTypes}.
 */
interface SimulatedType {
    /** As reports name it. */
    String name();

    /** Keys of all slots that it is about: nothing is judged if one of them has lost its data. */
    List<String> keys();

    /**
     * One operation of a client, recorded here.
     *
     * @param client different for each client, and for each life of one
     * @return ends when the operation does; with any {@link io.peergrid.GridException}
     */
    CompletionStage<?> operate(SimulatedMember at, String client, SplitMixRandom random);

    /** Reads all there is, after healing; asked again if it fails. */
    CompletionStage<?> readAll(SimulatedMember at);

    /** What cannot have been, in words, or null. */
    @Nullable
    String problem();

    /** Other things that must be met, counted. */
    default Map<String, Long> figures() {
        return Map.of();
    }

    /** How many operations there were. */
    int operations();
}
