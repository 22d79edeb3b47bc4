package io.peergrid;

/**
 * The deadline passed after the operation was sent: it may have happened, may happen still, or never will. Read the key
 * before deciding whether to repeat it.
 */
public final class OutcomeUnknownException extends GridException {
    public OutcomeUnknownException(String message) {
        super(message);
    }
}
