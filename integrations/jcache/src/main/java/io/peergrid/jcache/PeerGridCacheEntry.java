package io.peergrid.jcache;

import javax.cache.Cache;

/** An entry as it was when it was read. Immutable. */
public final class PeerGridCacheEntry<K, V> implements Cache.Entry<K, V> {
    private final K key;
    private final V value;

    PeerGridCacheEntry(K key, V value) {
        this.key = key;
        this.value = value;
    }

    @Override
    public K getKey() {
        return key;
    }

    @Override
    public V getValue() {
        return value;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new IllegalArgumentException("an entry of a PeerGrid cache is no " + type.getName());
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }
}
