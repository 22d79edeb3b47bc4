package io.peergrid.eviction;

import io.peergrid.Eviction;
import io.peergrid.store.Glob;
import io.peergrid.store.Key;
import io.peergrid.store.NamespaceMode;
import org.jspecify.annotations.Nullable;

/**
 * Which keys an eviction is for.
 *
 * @param namespace they are in
 * @param pattern they match; null for all
 */
public record EvictionRule(long namespace, @Nullable Glob pattern, Eviction eviction) {

    /** A map and a replicated one of the same name are bounded together. */
    boolean covers(Key key) {
        return (key.namespace() | NamespaceMode.REPLICATED) == (namespace | NamespaceMode.REPLICATED)
                && (pattern == null || pattern.matches(key.slice()));
    }
}
