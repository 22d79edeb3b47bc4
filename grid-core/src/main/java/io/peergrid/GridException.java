package io.peergrid;

import org.jspecify.annotations.Nullable;

/**
 * Base of what the grid reports as an error. Each subtype answers: did it happen, may I retry, and what would help.
 * Programming mistakes (null keys, refused key types) are the JDK's own exceptions.
 */
public class GridException extends RuntimeException {
    public GridException(String message) {
        super(message);
    }

    public GridException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
