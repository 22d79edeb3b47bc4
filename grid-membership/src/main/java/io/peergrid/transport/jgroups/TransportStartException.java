package io.peergrid.transport.jgroups;

/** A transport that cannot start; the message says what to change. Nothing of it runs on. */
public final class TransportStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TransportStartException(String message) {
        super(message);
    }

    public TransportStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
