package io.peergrid;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key, its value, and what the grid knows of them. Immutable.
 *
 * @param version grows with each change of the key, never 0; compare with {@link GridMap#compareAndSet}
 * @param timeToLive until the entry expires, as of the read; null if never
 */
public record GridEntry<K, V>(
        K key, V value, long version, @Nullable Duration timeToLive) implements Map.Entry<K, V> {

    @Override
    public K getKey() {
        return key;
    }

    @Override
    public V getValue() {
        return value;
    }

    /** Not supported: an entry is a copy. Put into the map instead. */
    @Override
    public V setValue(V newValue) {
        throw new UnsupportedOperationException("an entry is a copy; call put on the map");
    }

    /** As {@link Map.Entry} demands: key and value only. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Map.Entry<?, ?> entry && key.equals(entry.getKey()) && value.equals(entry.getValue());
    }

    @Override
    public int hashCode() {
        return key.hashCode() ^ value.hashCode();
    }
}
