package io.peergrid.store;

import org.jspecify.annotations.Nullable;

/**
 * Whoever evicts entries says here which ones may be, and is told what becomes of those. Entries form groups, each with a policy and
 * bounds of its own; an entry of a group carries {@link PackedEntry#use four bytes} that mean what the group's policy wants.
 */
public interface EntryUses {
    /** The group of what is never evicted. */
    int NO_GROUP = -1;

    /** There are no groups. */
    EntryUses NONE = new NoUses();

    /** The group of a key, 0 to 127, the same for ever; or {@link #NO_GROUP}. Any thread. */
    int group(Key key);

    /**
     * What a written entry's use begins with. Under the slot's lock.
     *
     * @param present the entry that it takes the place of, or null
     */
    int written(int group, Key key, byte @Nullable [] present);

    /** An entry was read. Any thread, no lock, may allocate nothing. */
    void read(int group, Key key, byte[] entry);

    /**
     * A key's entry came, went or changed. Under the slot's lock.
     *
     * @param before null if it was not there
     * @param after null if it is not there
     * @param bytes heap bytes that the slot has more now
     */
    void changed(int slot, int group, Key key, byte @Nullable [] before, byte @Nullable [] after, long bytes);

    /** Everything in the slot went. Under the slot's lock. */
    void cleared(int slot);

    /** Whether a group can take more. Under the slot's lock. */
    Room room(int group, int moreEntries, long moreBytes);

    /** An answer to who wants to add something. */
    enum Room {
        ENOUGH,
        /** The group is over its bound already and evicts too slowly, or nothing of it may go. */
        NOT_NOW,
        /** A single entry is larger than the group may be. */
        NEVER
    }

    /** What eviction keeps on its own account. Any thread. */
    long heapBytes();
}
