package io.peergrid;

/** A configuration that cannot work, found when it was built. The message says what to change. */
public final class GridConfigException extends GridException {
    public GridConfigException(String message) {
        super(message);
    }
}
