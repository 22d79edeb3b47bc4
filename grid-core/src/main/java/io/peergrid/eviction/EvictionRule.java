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

    /** Maps of one name are bounded together, however they are kept. */
    boolean covers(Key key) {
        return NamespaceMode.without(key.namespace()) == NamespaceMode.without(namespace)
                && (pattern == null || pattern.matches(key.slice()));
    }
}
