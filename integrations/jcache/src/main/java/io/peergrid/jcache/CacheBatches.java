package io.peergrid.jcache;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.integration.CacheWriterException;

/** Operations on several entries: one message per owner where nothing but the entries changes, otherwise key by key under their locks. Thread-safe. */
final class CacheBatches<K, V> {
    /** Keys that are locked, and rows that are given to a writer, at once. */
    private static final int MOST_AT_ONCE = 1000;

    private final CacheMap<K, V> map;
    private final Expiry expiry;
    private final BackingStore<K, V> store;
    private final KeyLocks locks;
    private final CacheChanges<K, V> changes;

    CacheBatches(
            CacheMap<K, V> map, Expiry expiry, BackingStore<K, V> store, KeyLocks locks, CacheChanges<K, V> changes) {
        this.map = map;
        this.expiry = expiry;
        this.store = store;
        this.locks = locks;
        this.changes = changes;
    }

    /**
     * How many were put.
     *
     * @throws CacheWriterException if the writer refused some; the others have been put
     */
    long putAll(Map<? extends K, ? extends V> entries) {
        Duration duration = expiry.putsAlike() ? expiry.creation() : Duration.ZERO;
        if (changes.isAlone() && !duration.isZero()) {
            IdentityHashMap<byte[], byte[]> bytes = new IdentityHashMap<>();
            entries.forEach((key, value) -> bytes.put(map.keyBytes(key), map.valueBytes(value)));
            map.setAll(bytes, duration);
            return entries.size();
        }
        long stored = 0;
        for (Map<K, V> part : CacheBatches.<K, V>parts(entries)) {
            stored += putLocked(part);
        }
        return stored;
    }

    private long putLocked(Map<K, V> entries) {
        Map<K, byte[]> keys = keyBytes(entries.keySet());
        try (KeyLocks.Held held = locks.lockAll(keys.values())) {
            Set<K> failed = new HashSet<>();
            CacheWriterException failure = store.writesThrough() ? store.writeAll(entries, failed) : null;
            long stored = 0;
            for (Map.Entry<K, V> entry : entries.entrySet()) {
                K key = entry.getKey();
                if (!failed.contains(key)) {
                    boolean put = changes.swap(
                                    key, bytesOf(keys, key), any -> new Intent.Put<>(entry.getValue(), false))
                            .stored();
                    stored += put ? 1 : 0;
                }
            }
            if (failure != null) {
                throw failure;
            }
            return stored;
        }
    }

    /**
     * Loads keys and puts what there is. A value that somebody puts meanwhile is not replaced by an older one, for it waits.
     *
     * @param replace also if they are in the cache
     */
    void load(Collection<? extends K> wanted, boolean replace) {
        for (List<K> part : CacheBatches.<K>parts(wanted)) {
            loadLocked(part, replace);
        }
    }

    private void loadLocked(List<K> wanted, boolean replace) {
        Map<K, byte[]> keys = keyBytes(wanted);
        try (KeyLocks.Held held = locks.lockAll(keys.values())) {
            List<K> toLoad = new ArrayList<>();
            keys.forEach((key, bytes) -> {
                if (replace || !map.contains(bytes)) {
                    toLoad.add(key);
                }
            });
            store.loadAll(toLoad)
                    .forEach((key, value) -> changes.swap(
                            key,
                            bytesOf(keys, key),
                            before -> before == null || replace ? new Intent.Put<>(value, false) : Intent.leave()));
        }
    }

    /**
     * How many were removed.
     *
     * @throws CacheWriterException if the writer refused some; the others have been removed
     */
    long removeAll(Collection<? extends K> wanted) {
        long removed = 0;
        for (List<K> part : CacheBatches.<K>parts(wanted)) {
            if (changes.isAlone()) {
                removed += map.deleteAll(keyBytes(part).values());
            } else {
                removed += removeLocked(part);
            }
        }
        return removed;
    }

    private long removeLocked(List<K> wanted) {
        Map<K, byte[]> keys = keyBytes(wanted);
        try (KeyLocks.Held held = locks.lockAll(keys.values())) {
            Set<K> failed = new HashSet<>();
            CacheWriterException failure = store.writesThrough() ? store.deleteAll(wanted, failed) : null;
            long removed = 0;
            for (K key : wanted) {
                if (!failed.contains(key)) {
                    boolean was = changes.swap(key, bytesOf(keys, key), any -> new Intent.Remove<>(false))
                                    .before()
                            != null;
                    removed += was ? 1 : 0;
                }
            }
            if (failure != null) {
                throw failure;
            }
            return removed;
        }
    }

    /** All keys that are there now. */
    List<K> keys() {
        return CacheMap.calling(() -> {
            List<K> keys = new ArrayList<>();
            Iterator<byte[]> bytes = map.map().keySet().iterator();
            bytes.forEachRemaining(key -> keys.add(map.key(key)));
            return keys;
        });
    }

    private Map<K, byte[]> keyBytes(Collection<K> keys) {
        Map<K, byte[]> bytes = new LinkedHashMap<>();
        keys.forEach(key -> bytes.put(key, map.keyBytes(key)));
        return bytes;
    }

    private static <K> byte[] bytesOf(Map<K, byte[]> keys, K key) {
        byte[] bytes = keys.get(key);
        if (bytes == null) {
            throw new IllegalArgumentException("a key that changes while it is used: " + key);
        }
        return bytes;
    }

    private static <K> List<List<K>> parts(Collection<? extends K> all) {
        List<K> list = new ArrayList<>(new LinkedHashSet<>(all));
        List<List<K>> parts = new ArrayList<>();
        for (int from = 0; from < list.size(); from += MOST_AT_ONCE) {
            parts.add(list.subList(from, Math.min(list.size(), from + MOST_AT_ONCE)));
        }
        return parts;
    }

    private static <K, V> List<Map<K, V>> parts(Map<? extends K, ? extends V> all) {
        List<Map<K, V>> parts = new ArrayList<>();
        for (List<K> keys : CacheBatches.<K>parts(all.keySet())) {
            Map<K, V> part = new LinkedHashMap<>();
            for (K key : keys) {
                V value = all.get(key);
                if (value != null) {
                    part.put(key, value);
                }
            }
            parts.add(part);
        }
        return parts;
    }
}
