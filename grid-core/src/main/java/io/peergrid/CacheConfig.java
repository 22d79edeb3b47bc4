package io.peergrid;

import io.peergrid.CacheConfigBuilder.Writing;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link GridCache} does besides holding entries. The same on all members that use the cache: each goes by its own. Immutable, made with {@link #of}.
 *
 * <pre>{@code
 * CacheConfig.of("cities", String.class, City.class)
 *         .loader(database::cityOf)
 *         .timeToLive(Duration.ofMinutes(10))
 *         .staleOnError(Duration.ofHours(1))
 *         .build()
 * }</pre>
 */
public final class CacheConfig<K, V> {
    private final CacheConfigBuilder<K, V> from;

    CacheConfig(CacheConfigBuilder<K, V> from) {
        this.from = from;
    }

    /**
     * @param name 1 to 200 characters; caches and maps of one name have nothing to do with each other
     * @param keyType a canonical type, see {@link GridMap}
     */
    public static <K, V> CacheConfigBuilder<K, V> of(String name, Class<K> keyType, Class<V> valueType) {
        return new CacheConfigBuilder<>(name, keyType, valueType);
    }

    public String name() {
        return from.name;
    }

    public Class<K> keyType() {
        return from.keyType;
    }

    public Class<V> valueType() {
        return from.valueType;
    }

    public @Nullable CacheLoader<K, V> loader() {
        return from.loader;
    }

    public @Nullable CacheWriter<K, V> writer() {
        return from.writer;
    }

    /** How changes reach the writer; meaningless without one. */
    public Writing writing() {
        return from.writing;
    }

    public WriteBehind writeBehind() {
        return from.writeBehind;
    }

    /** Null if values never get old. */
    public @Nullable Duration timeToLive() {
        return from.timeToLive;
    }

    /** Null if nothing is loaded ahead of its time. */
    public @Nullable Duration refreshAfter() {
        return from.refreshAfter;
    }

    /** 0 if nothing is refreshed by chance. */
    public double earlyRefresh() {
        return from.earlyRefresh;
    }

    /** From 0 to 1. */
    public double jitter() {
        return from.jitter;
    }

    /** Null if a failure of the loader is always told. */
    public @Nullable Duration staleOnError() {
        return from.staleOnError;
    }

    /** Which failures of the loader a stale value is given for. */
    public Predicate<? super Throwable> staleErrors() {
        return from.staleErrors;
    }

    public Duration errorBackOff() {
        return from.errorBackOff;
    }

    /** Null if it is not noted that there is no row. */
    public @Nullable Duration negativeTimeToLive() {
        return from.negativeTimeToLive;
    }

    public Duration loadTimeout() {
        return from.loadTimeout;
    }

    public Duration writeTimeout() {
        return from.writeTimeout;
    }

    public @Nullable BiFunction<? super K, ? super V, Set<String>> tags() {
        return from.tags;
    }

    /** Null if this member keeps none. */
    public @Nullable NearCopies near() {
        return from.near;
    }

    /** Whether each member that holds data has a copy of each entry. */
    public boolean isReplicated() {
        return from.replicated;
    }

    public @Nullable Eviction eviction() {
        return from.eviction;
    }
}
