package io.peergrid.eviction;

import io.peergrid.store.PackedEntry;

/** An entry that may be evicted, and where it was found. */
record Sampled(int slot, byte[] entry) {
    int use() {
        return PackedEntry.use(entry);
    }
}
