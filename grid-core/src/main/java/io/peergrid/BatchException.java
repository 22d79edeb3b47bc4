package io.peergrid;

/**
 * A batch was not carried out as a whole. The cause is the error of the first key that failed.
 */
public final class BatchException extends GridException {
    private final int done;
    private final int notDone;
    private final int unknown;

    /**
     * @param done keys for which it surely happened
     * @param notDone keys for which it surely did not
     * @param unknown keys for which nobody can say
     */
    public BatchException(int done, int notDone, int unknown, GridException cause) {
        super(
                done + " keys done, " + notDone + " surely not done, " + unknown + " unknown; first error: "
                        + cause.getMessage(),
                cause);
        this.done = done;
        this.notDone = notDone;
        this.unknown = unknown;
    }

    public int done() {
        return done;
    }

    public int notDone() {
        return notDone;
    }

    public int unknown() {
        return unknown;
    }
}
