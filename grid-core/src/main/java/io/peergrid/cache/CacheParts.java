package io.peergrid.cache;

import io.peergrid.CacheConfig;
import io.peergrid.CacheConfigBuilder.Writing;
import io.peergrid.CacheLoader;
import io.peergrid.command.Expiry;
import io.peergrid.store.Key;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What all handles of a cache on one member share.
 *
 * @param keys as slots know them
 */
record CacheParts<K, V>(
        CacheConfig<K, V> config,
        Function<K, Key> keys,
        Lifetimes<K, V> lifetimes,
        Loads<K, V> loads,
        BulkLoads<K, V> bulkLoads,
        Writes<K, V> writes,
        CacheClaims claims,
        CacheThreads threads,
        CacheSweeps sweeps,
        CacheRecorder recorder) {

    /** Null if nothing is loaded. What has still to be stored is found by loading, also where there is nothing to load. */
    @Nullable
    CacheLoader<K, V> loader() {
        CacheLoader<K, V> configured = config.loader();
        return configured == null && !isPlain() && config.writing() == Writing.BEHIND ? key -> null : configured;
    }

    /** Whether changes concern no store. */
    boolean isPlain() {
        return config.writer() == null;
    }

    K typed(Object key) {
        Objects.requireNonNull(key, () -> "the key is null; cache \"" + config.name() + "\" takes no null keys");
        Class<?> type = MethodType.methodType(config.keyType()).wrap().returnType();
        if (!type.isInstance(key)) {
            throw new ClassCastException("cache \"" + config.name() + "\" has keys of type " + type.getName() + ", not "
                    + key.getClass().getName());
        }
        @SuppressWarnings("unchecked")
        K typed = (K) key;
        return typed;
    }

    V checkValue(V value) {
        return Objects.requireNonNull(
                value, () -> "the value is null; cache \"" + config.name() + "\" takes no null values, use remove");
    }

    Duration checkTime(Duration timeToLive) {
        Expiry.after(timeToLive);
        return timeToLive;
    }
}
