package io.peergrid.map;

import io.peergrid.GridEntry;
import io.peergrid.ValueTooLargeException;
import io.peergrid.codec.KeyCodec;
import io.peergrid.codec.ValueForm;
import io.peergrid.command.KeyspaceLimits;
import io.peergrid.command.StoredValue;
import io.peergrid.partition.SlotLayout;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.wire.WireWriter;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Between what the application sees and what slots hold, for one map. Thread-safe. */
final class MapCodec<K, V> {
    private final String name;
    private final long namespace;
    private final KeyCodec<K> keys;
    private final ValueForm<V> values;
    private final KeyspaceLimits limits;
    private final SlotLayout slots;

    MapCodec(
            String name,
            long namespace,
            KeyCodec<K> keys,
            ValueForm<V> values,
            KeyspaceLimits limits,
            SlotLayout slots) {
        this.name = name;
        this.namespace = namespace;
        this.keys = keys;
        this.values = values;
        this.limits = limits;
        this.slots = slots;
    }

    long namespace() {
        return namespace;
    }

    /** The key as slots know it. */
    Key key(K key) {
        Objects.requireNonNull(key, () -> "the key is null; map \"" + name + "\" takes no null keys");
        byte[] bytes = keys.encode(key);
        if (bytes.length > limits.maxKeyBytes()) {
            throw new ValueTooLargeException("a key of " + bytes.length + " bytes for map \"" + name
                    + "\"; the bound is " + limits.maxKeyBytes() + " bytes");
        }
        return new Key(namespace, bytes);
    }

    int slot(Key key) {
        return key.slot(slots);
    }

    /**
     * The key as slots know it, in a buffer that the caller keeps as it is while it uses the key; null if it is one that
     * {@link #key(Object)} refuses.
     */
    @Nullable
    Key key(K key, WireWriter buffer) {
        buffer.reset();
        keys.encode(key, buffer);
        return buffer.size() > limits.maxKeyBytes() ? null : new Key(namespace, buffer.buffer(), 0, buffer.size());
    }

    K key(byte[] bytes) {
        return keys.decode(bytes);
    }

    ByteSlice value(V value) {
        Objects.requireNonNull(value, () -> "the value is null; map \"" + name + "\" takes no null values, use remove");
        byte[] bytes = values.encode(value);
        if (bytes.length > limits.maxValueBytes()) {
            throw new ValueTooLargeException("a value of " + bytes.length + " bytes for map \"" + name
                    + "\"; the bound is " + limits.maxValueBytes() + " bytes (GridConfig maxValueBytes)");
        }
        return ByteSlice.of(bytes);
    }

    V value(ByteSlice tagged) {
        return values.decode(tagged);
    }

    @Nullable
    V value(@Nullable StoredValue stored) {
        return stored == null ? null : values.decode(stored.value());
    }

    @Nullable
    GridEntry<K, V> entry(K key, @Nullable StoredValue stored) {
        return stored == null
                ? null
                : new GridEntry<>(key, values.decode(stored.value()), stored.version(), timeToLive(stored));
    }

    private static @Nullable Duration timeToLive(StoredValue stored) {
        return stored.timeToLiveMillis() == StoredValue.NO_EXPIRY ? null : Duration.ofMillis(stored.timeToLiveMillis());
    }
}
