package io.peergrid.changes;

import io.peergrid.EntryEvent;
import io.peergrid.EntryEvent.Cause;
import io.peergrid.KeyType;
import io.peergrid.SlotRanges;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.ValueTag;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A user's listener, and what turns bytes into what it expects.
 *
 * @param keys decodes a key
 * @param values decodes a value; never asked if the listener wants none
 */
public record EntryTarget<K, V>(
        Function<? super Key, ? extends K> keys,
        Function<? super ByteSlice, ? extends V> values,
        Consumer<? super EntryEvent<K, V>> listener) {

    /** @throws io.peergrid.GridException if key or value do not read */
    EntryEvent<K, V> event(Change change, boolean withValue) {
        ByteSlice stored = withValue ? change.value() : null;
        V value = stored == null ? null : values.apply(stored);
        return new EntryEvent<>(change.cause(), keys.apply(change.key()), value, change.version(), type(change), null);
    }

    EntryEvent<K, V> moved(SlotRanges slots, long version) {
        return new EntryEvent<>(Cause.MOVED, null, null, version, null, slots);
    }

    EntryEvent<K, V> missed(SlotRanges slots) {
        return new EntryEvent<>(Cause.MISSED, null, null, 0, null, slots);
    }

    private static @Nullable KeyType type(Change change) {
        return switch (change.cause()) {
            case PUT -> type(ValueTag.typeOf(change.tag()));
            case DEADLINE -> null;
            default -> KeyType.NONE;
        };
    }

    private static KeyType type(byte type) {
        return switch (type) {
            case ValueTag.HASH -> KeyType.HASH;
            case ValueTag.SET -> KeyType.SET;
            case ValueTag.LIST -> KeyType.LIST;
            case ValueTag.SORTED_SET -> KeyType.ZSET;
            case ValueTag.STREAM -> KeyType.STREAM;
            default -> KeyType.STRING;
        };
    }
}
