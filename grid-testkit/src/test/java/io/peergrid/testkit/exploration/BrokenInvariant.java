package io.peergrid.testkit.exploration;

/** A state that must not be reached. */
final class BrokenInvariant extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenInvariant(String what) {
        super(what);
    }
}
