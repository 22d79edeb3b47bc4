package io.peergrid;

/** A function did not come to a result. Nothing of it happened. */
public final class GridFunctionException extends GridException {
    private final Reason reason;

    /** Why. */
    public enum Reason {
        /** The body threw an exception. */
        THREW,
        /** The body took longer than the budget. */
        OUT_OF_TIME,
        /** The member that owns the slot has no function of this name, or one with another argument. */
        UNKNOWN_FUNCTION,
        /** The result cannot be stored or is too large. */
        RESULT
    }

    public GridFunctionException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
