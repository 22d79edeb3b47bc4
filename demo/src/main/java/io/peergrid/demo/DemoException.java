package io.peergrid.demo;

/** The demo cannot go on; the message is for the user. */
final class DemoException extends RuntimeException {
    DemoException(String message) {
        super(message);
    }

    static DemoException interrupted() {
        Thread.currentThread().interrupt();
        return new DemoException("interrupted");
    }
}
