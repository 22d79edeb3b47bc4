package io.peergrid.testkit.simulation;

import org.jspecify.annotations.Nullable;

/** Clients of one kind, what has to be done with what they left, and whether what they saw can have been. */
interface Workload {
    /** Clients begin. */
    void start();

    /** No further operation begins; what waits goes on waiting. */
    void rest();

    /** Whether a client is busy with something else than waiting. */
    boolean busy();

    /**
     * After healing: whatever shows what is there.
     *
     * @throws Violation if that takes long
     */
    void finish();

    /** What cannot have been, in words, or null. */
    @Nullable
    String problem();

    /** How many operations there were. */
    int operations();
}
