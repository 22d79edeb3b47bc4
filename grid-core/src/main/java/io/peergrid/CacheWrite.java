package io.peergrid;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A change that a cache brings to its store.
 *
 * @param value null if the row is to be deleted
 * @param version rises with each change of the key for as long as the grid lives: a store that keeps it with the row and refuses lower ones
 *     (a fencing token) never goes back to an older value, whatever is delayed on the way
 */
public record CacheWrite<K, V>(K key, @Nullable V value, long version) {
    public CacheWrite {
        Objects.requireNonNull(key, "key");
    }

    public boolean isDelete() {
        return value == null;
    }
}
