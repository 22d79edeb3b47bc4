package io.peergrid.testkit.process;

import org.jspecify.annotations.Nullable;

/** A member process refused a command, failed at it, or is no more. The message tells which and where its log is. */
public final class MemberProcessException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MemberProcessException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
