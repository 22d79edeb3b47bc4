package io.peergrid;

import java.util.Collection;

/**
 * Keeps an application's own cache in step with those of the same name on other members: the smallest way to use a grid. Values stay where they are; only the keys of what is to be forgotten
 * travel. Made by {@link Grid#invalidation}. Thread-safe.
 *
 * <p>What is invalidated reaches every member at least once, also when members die meanwhile, as a rule within milliseconds. A member that may have missed something, or that was cut off
 * from the majority, forgets everything. Until it notices that it is cut off, within the lease of the preset, it may give old values; a {@link GridCache} never does.
 */
public interface GridInvalidation<K> extends AutoCloseable {

    String name();

    /**
     * Forgets a key here at once, and everywhere else soon. Change the store first.
     *
     * @throws GridUnavailableException if the grid could not be reached: it is forgotten here, and not elsewhere; retry
     * @throws OutcomeUnknownException likewise; it may be forgotten elsewhere, too
     */
    void invalidate(K key);

    /** As {@link #invalidate} for several keys, one message per owner. */
    void invalidateAll(Collection<? extends K> keys);

    /** Ends it: the cache is emptied, for nobody keeps it in step any more. */
    @Override
    void close();
}
