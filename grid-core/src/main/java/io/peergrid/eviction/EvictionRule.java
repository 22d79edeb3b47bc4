package io.peergrid.eviction;

import io.peergrid.Eviction;
import io.peergrid.store.Glob;
import io.peergrid.store.Key;
import org.jspecify.annotations.Nullable;

/**
 * Which keys an eviction is for.
 *
 * @param namespace they are in
 * @param pattern they match; null for all
 */
public record EvictionRule(long namespace, @Nullable Glob pattern, Eviction eviction) {

    boolean covers(Key key) {
        return key.namespace() == namespace && (pattern == null || pattern.matches(key.slice()));
    }
}
