package io.peergrid;

import java.util.List;

/**
 * Where the changes of a {@link GridCache} go: a database, as a rule. Called on a thread that may block, for each key one at a time.
 * What takes longer than the cache's write timeout is interrupted. May be called again with what it has written before: it should be
 * idempotent, as an upsert is. Thread-safe.
 */
@FunctionalInterface
public interface CacheWriter<K, V> {

    /**
     * Writes or deletes a row.
     *
     * @throws Exception if it surely was not written, or perhaps, see {@link #surelyNotWritten}
     */
    void write(CacheWrite<K, V> write) throws Exception;

    /**
     * Several at once, for write-behind: override it where the store has a batch. Not more than one of each key. After an exception
     * each one is written again by itself, so that one row that the store refuses does not hold up the others.
     */
    default void writeAll(List<CacheWrite<K, V>> writes) throws Exception {
        for (CacheWrite<K, V> write : writes) {
            write(write);
        }
    }

    /**
     * Whether nothing was written, for certain, when {@link #write} ended with this. Then write-through leaves the cache as it is; otherwise it
     * removes the entry and the caller gets an {@link OutcomeUnknownException}. By default false for lost connections, timeouts, interrupts and exceptions of a grid, found
     * by the class or the SQL state of the failure or of its causes, and true for anything else.
     */
    default boolean surelyNotWritten(Throwable failure) {
        return StoreFailures.surelyNotWritten(failure);
    }
}
