package io.peergrid.replication;

import java.util.concurrent.ConcurrentHashMap;

/**
 * The newest entry above the committed seq for each key, by its hash; a collision only makes somebody wait. Changed under the
 * slot's lock, read without it.
 */
final class PendingIndex {
    private final ConcurrentHashMap<Long, Long> newestByHash = new ConcurrentHashMap<>(4);
    private volatile long wholeSlot;
    private volatile long newest;

    void add(long[] footprint, long seq) {
        if (footprint.length == 0) {
            wholeSlot = seq;
        }
        for (long hash : footprint) {
            newestByHash.put(hash, seq);
        }
        newest = seq;
    }

    /** An entry is committed; it stays the newest of a key if no later one is pending, so it is taken out. */
    void remove(long[] footprint, long seq) {
        if (wholeSlot == seq) {
            wholeSlot = 0;
        }
        for (long hash : footprint) {
            newestByHash.remove(hash, seq);
        }
        if (newest == seq) {
            newest = 0;
        }
    }

    /** The seq to wait for, or 0. */
    long newest(long[] footprint) {
        if (newest == 0) {
            return 0;
        }
        if (footprint.length == 0) {
            return newest;
        }
        long found = wholeSlot;
        for (long hash : footprint) {
            found = Math.max(found, newestByHash.getOrDefault(hash, 0L));
        }
        return found;
    }

    /** The seq that a key of this hash waits for, or 0. */
    long newest(long hash) {
        return newest == 0 ? 0 : Math.max(wholeSlot, newestByHash.getOrDefault(hash, 0L));
    }

    void clear() {
        newestByHash.clear();
        wholeSlot = 0;
        newest = 0;
    }
}
