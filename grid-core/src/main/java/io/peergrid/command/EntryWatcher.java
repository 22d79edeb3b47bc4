package io.peergrid.command;

import io.peergrid.EntryEvent.Cause;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import org.jspecify.annotations.Nullable;

/** Is told what happens to entries, on every copy, when it is applied: it may not be committed yet. Under the slot's lock. */
public interface EntryWatcher {
    /**
     * A key has changed.
     *
     * @param version of the entry of the log
     * @param key looks into the effect
     * @param tag of the new value, see {@link io.peergrid.store.ValueTag}; 0 without one
     * @param value with its tag: the new one if it was put, the last one if a single value is gone; looks into the effect or the entry
     */
    void changed(int slot, long version, Key key, Cause cause, byte tag, @Nullable ByteSlice value);

    /** The copy of a slot is gone. Told whether anybody listens or not. */
    void cleared(int slot);
}
