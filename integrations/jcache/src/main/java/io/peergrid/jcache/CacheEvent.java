package io.peergrid.jcache;

import javax.cache.Cache;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/** What happened to one entry. Immutable. */
final class CacheEvent<K, V> extends CacheEntryEvent<K, V> {
    private static final long serialVersionUID = 1L;

    private final transient K key;
    private final transient @Nullable V value;
    private final transient @Nullable V oldValue;

    /** @param oldValue null if there was none, or it is not known */
    CacheEvent(Cache<K, V> source, EventType type, K key, @Nullable V value, @Nullable V oldValue) {
        super(source, type);
        this.key = key;
        this.value = value;
        this.oldValue = oldValue;
    }

    /** An event after which the entry is gone: its value is the last one. */
    static <K, V> CacheEvent<K, V> gone(Cache<K, V> source, EventType type, K key, @Nullable V last) {
        return new CacheEvent<>(source, type, key, last, last);
    }

    /** As a listener gets it that wants no old values. */
    CacheEvent<K, V> withoutOldValue(Cache<K, V> source) {
        boolean gone = getEventType() == EventType.REMOVED || getEventType() == EventType.EXPIRED;
        return oldValue == null ? this : new CacheEvent<>(source, getEventType(), key, gone ? null : value, null);
    }

    @Override
    public K getKey() {
        return key;
    }

    @Override
    @SuppressWarnings("NullAway") // The specification has null where the value is not known.
    public V getValue() {
        return value;
    }

    @Override
    @SuppressWarnings("NullAway") // As above.
    public V getOldValue() {
        return oldValue;
    }

    @Override
    public boolean isOldValueAvailable() {
        return oldValue != null;
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        throw new IllegalArgumentException("an event of a PeerGrid cache is no " + type.getName());
    }
}
