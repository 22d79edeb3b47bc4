package io.peergrid.wire;

/** Bytes from the wire that are no valid message. The frame is counted and dropped; nothing has been done. */
public final class WireFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public WireFormatException(String message) {
        super(message, null, false, false);
    }
}
