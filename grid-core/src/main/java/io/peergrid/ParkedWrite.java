package io.peergrid;

import org.jspecify.annotations.Nullable;

/**
 * A change that a cache's store has refused too often.
 *
 * @param value null if the row is to be deleted
 * @param version of the change, see {@link CacheWrite}
 * @param attempts so many
 * @param error what the store said last, at most 500 characters
 */
public record ParkedWrite<K, V>(K key, @Nullable V value, long version, int attempts, String error) {}
