package io.peergrid;

/**
 * A member that holds the key has reached its memory bound. Nothing happened; remove something, add a member, or raise
 * {@code GridConfig.memoryLimitBytes} and the heap with it.
 */
public final class GridMemoryException extends GridException {
    public GridMemoryException(String message) {
        super(message);
    }
}
