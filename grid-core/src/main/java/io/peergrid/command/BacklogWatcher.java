package io.peergrid.command;

import io.peergrid.command.backlog.BacklogMark;
import io.peergrid.store.Key;

/**
 * Is told what happens to what caches have still to store: on every copy, when it is applied, which may be before it is committed. Under the slot's lock.
 * What a copy brings with it when it is made is not told.
 */
public interface BacklogWatcher {
    /**
     * A change waits for the store; perhaps another one did before.
     *
     * @param key of the mark; looks into the effect, as the mark does
     */
    void marked(int slot, Key key, BacklogMark mark);

    /** Nothing of the key waits any more. */
    void unmarked(int slot, Key key);

    /**
     * Somebody asked this member, the primary of the slot, to store what waits.
     *
     * @param cache the namespace of the cache's entries
     */
    void hurried(int slot, long cache);
}
