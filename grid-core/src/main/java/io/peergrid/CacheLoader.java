package io.peergrid;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a {@link GridCache} come from: a database, as a rule. Called by the member that misses a value, on a thread that
 * may block, by one member at a time for each key. What takes longer than the cache's load timeout is interrupted. Thread-safe.
 */
@FunctionalInterface
public interface CacheLoader<K, V> {

    /**
     * @return null if there is no such row
     * @throws Exception reaches those who wait as the cause of a {@link CacheLoadException}, unless the cache has a stale value to give
     */
    @Nullable
    V load(K key) throws Exception;

    /**
     * Several at once, for {@link GridCache#getAll}: override it where the store has one question for many rows. Keys without a row are left out.
     *
     * @throws Exception nothing is loaded then
     */
    default Map<K, V> loadAll(Collection<? extends K> keys) throws Exception {
        Map<K, V> loaded = new LinkedHashMap<>();
        for (K key : keys) {
            V value = load(key);
            if (value != null) {
                loaded.put(key, value);
            }
        }
        return loaded;
    }
}
