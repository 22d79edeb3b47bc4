package io.peergrid;

/** This member has left the grid or is leaving it. Nothing happened; use another member or join again. */
public final class GridClosedException extends GridException {
    public GridClosedException(String message) {
        super(message);
    }
}
