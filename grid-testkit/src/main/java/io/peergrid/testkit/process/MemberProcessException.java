package io.peergrid.testkit.process;

import org.jspecify.annotations.Nullable;

/** A member's process did not do what it was told. */
public final class MemberProcessException extends RuntimeException {
    private final @Nullable String error;

    MemberProcessException(String message, @Nullable Throwable cause) {
        this(message, cause, cause instanceof MemberProcessException known ? known.error : null);
    }

    private MemberProcessException(String message, @Nullable Throwable cause, @Nullable String error) {
        super(message, cause);
        this.error = error;
    }

    /** @param error simple name of the exception that the member met */
    static MemberProcessException met(String error, String message) {
        return new MemberProcessException(error + ": " + message, null, error);
    }

    /** Simple name of the exception that the member met; null if it did not answer. */
    public @Nullable String error() {
        return error;
    }
}
