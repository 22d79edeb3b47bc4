package io.peergrid;

/** The key or value exceeds the configured bound. Refused before it was sent anywhere. */
public final class ValueTooLargeException extends GridException {
    public ValueTooLargeException(String message) {
        super(message);
    }
}
