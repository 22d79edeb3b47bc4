package io.peergrid.map;

import io.peergrid.command.StoredValue;
import io.peergrid.near.NearFill;
import io.peergrid.near.NearValues;
import io.peergrid.store.Key;
import org.jspecify.annotations.Nullable;

/**
 * What a map's handles have to do with near copies. Thread-safe.
 *
 * @param read the copies to read and to fill; null where each read goes to the grid
 * @param written the copies that this member's own writes make void; null if there are none
 */
record NearUse<K, V>(@Nullable NearValues<K> read, @Nullable NearValues<K> written) {

    /** A map without near copies. */
    static <K, V> NearUse<K, V> none() {
        return new NearUse<>(null, null);
    }

    static <K, V> NearUse<K, V> of(NearValues<K> values) {
        return new NearUse<>(values, values);
    }

    /** As seen by calls that are not carried out one by one. */
    NearUse<K, V> forWritesOnly() {
        return new NearUse<>(null, written);
    }

    /** As {@link NearValues#get}. */
    @Nullable
    Object get(K key) {
        return read == null ? null : read.get(key);
    }

    /** As {@link NearValues#begin}. */
    @Nullable
    NearFill<K> begin(K key, Key encoded, MapCodec<K, V> codec) {
        return read == null ? null : read.begin(key, codec.slot(encoded), encoded);
    }

    /** Before the writer hears that the key was written. */
    void wrote(K key) {
        if (written != null) {
            written.changed(key);
        }
    }

    /** All entries were removed. */
    void cleared() {
        if (written != null) {
            written.allChanged();
        }
    }

    /** A read that never goes by copies has found this. */
    void seen(K key, @Nullable StoredValue found) {
        if (read != null) {
            read.seen(key, found == null ? 0 : found.version());
        }
    }

    /** The value of what {@link #get} gave, which was not null. */
    @SuppressWarnings("unchecked")
    @Nullable
    V value(Object copy) {
        return copy == NearValues.ABSENT ? null : (V) copy;
    }
}
