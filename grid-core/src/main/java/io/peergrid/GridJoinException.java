package io.peergrid;

import org.jspecify.annotations.Nullable;

/** This process could not become a member in time. The message says what was seen and what to change. */
public final class GridJoinException extends GridException {
    public GridJoinException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
