package io.peergrid.cache;

import io.peergrid.GridEntry;
import io.peergrid.GridMap;
import io.peergrid.map.CallRunner;
import io.peergrid.map.Change;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How changes of a cache's entries reach the cache and its store. Thread-safe. */
interface Writes<K, V> {

    /**
     * One change.
     *
     * @param decide what to make of the present entry, null if there is none; may be asked again if another changes it meanwhile
     * @param ofRow whether the decision is about the row: then it is loaded if the cache does not have it and there is a loader. Its version is 0
     * @param timeToLive instead of the configured one; null for that
     */
    record Order<K, V>(
            K key,
            Function<@Nullable GridEntry<K, V>, Change<V>> decide,
            boolean ofRow,
            @Nullable Duration timeToLive,
            GridMap<K, CachedValue<V>> entries,
            CallRunner runner) {}

    /**
     * How it ended.
     *
     * @param before what was found
     * @param after what is there now
     */
    record Written<V>(
            boolean changed, @Nullable V before, @Nullable V after) {}

    Written<V> change(Order<K, V> order);
}
