package io.peergrid.store;

import org.jspecify.annotations.Nullable;

/** Nothing is ever evicted. */
final class NoUses implements EntryUses {
    @Override
    public int group(Key key) {
        return NO_GROUP;
    }

    @Override
    public int written(int group, Key key, byte @Nullable [] present) {
        return 0;
    }

    @Override
    public void read(int group, Key key, byte[] entry) {}

    @Override
    public void changed(int slot, int group, Key key, byte @Nullable [] before, byte @Nullable [] after, long bytes) {}

    @Override
    public void cleared(int slot) {}

    @Override
    public Room room(int group, int moreEntries, long moreBytes) {
        return Room.ENOUGH;
    }

    @Override
    public long heapBytes() {
        return 0;
    }
}
