package io.peergrid;

/** Rows of a cache's store that a transaction of the caller's own is changing, see {@link GridCache#changing}. Thread-safe. */
public interface CacheChange extends AutoCloseable {

    /** Whether this member may still hold others off: false after a long pause or when it was cut off. Then somebody may have cached an old row, which goes when this is closed. */
    boolean isHeld();

    /**
     * Forgets the entries and lets others load again, whether the transaction was committed or not. Without effect if closed already.
     *
     * @throws GridUnavailableException if the grid could not be reached; the entries go when the claim ends, 10 s after it was last renewed
     */
    @Override
    void close();
}
