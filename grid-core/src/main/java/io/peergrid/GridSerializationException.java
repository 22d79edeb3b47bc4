package io.peergrid;

import org.jspecify.annotations.Nullable;

/** An object cannot be turned into bytes or back. When writing, nothing happened; when reading, the stored value is intact. */
public final class GridSerializationException extends GridException {
    public GridSerializationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
