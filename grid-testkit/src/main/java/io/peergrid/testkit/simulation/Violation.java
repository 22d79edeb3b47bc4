package io.peergrid.testkit.simulation;

/** A run broke an invariant; the message begins with its number or name. Ends the run. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Violation(String message) {
        super(message);
    }
}
