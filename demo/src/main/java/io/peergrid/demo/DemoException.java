package io.peergrid.demo;

import java.util.Objects;

/** The demo cannot go on; the message is for the user. */
final class DemoException extends RuntimeException {
    DemoException(String message) {
        super(message);
    }

    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    static DemoException interrupted() {
        Thread.currentThread().interrupt();
        return new DemoException("interrupted");
    }
}
