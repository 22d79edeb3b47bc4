package io.peergrid.cache;

import io.peergrid.command.cache.CachedForm;

/**
 * A value as a cache keeps it.
 *
 * @param refreshAt when to load it anew ahead of time, milliseconds since the epoch, or {@link CachedForm#NEVER}
 * @param freshUntil when its time is over, likewise
 * @param loadMillis how long loading it took
 * @param tags hashes of the entry's tags; empty in what was read
 */
record CachedValue<V>(V value, long refreshAt, long freshUntil, int loadMillis, long[] tags) {

    boolean isFresh(long nowMillis) {
        return nowMillis < freshUntil;
    }

    boolean isTimed() {
        return freshUntil != CachedForm.NEVER || refreshAt != CachedForm.NEVER;
    }
}
