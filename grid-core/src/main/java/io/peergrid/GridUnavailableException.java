package io.peergrid;

/**
 * Surely nothing happened, and the grid cannot do it now: no majority, no live copy, too few copies, or too much work.
 * Retry later; the message says why and what would help.
 */
public final class GridUnavailableException extends GridException {
    public GridUnavailableException(String message) {
        super(message);
    }
}
