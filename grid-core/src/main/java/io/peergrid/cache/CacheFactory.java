package io.peergrid.cache;

import com.github.benmanes.caffeine.cache.Cache;
import io.peergrid.CacheConfig;
import io.peergrid.CacheConfigBuilder.Writing;
import io.peergrid.GridCache;
import io.peergrid.GridConfig;
import io.peergrid.GridEvents;
import io.peergrid.GridInvalidation;
import io.peergrid.GridMap;
import io.peergrid.codec.KeyCodec;
import io.peergrid.codec.ValueTypes;
import io.peergrid.command.Keyspaces;
import io.peergrid.map.CallRunner;
import io.peergrid.map.MapFactory;
import io.peergrid.map.SlotCalls;
import io.peergrid.store.Key;
import io.peergrid.structure.MemberStanding;
import io.peergrid.writebehind.Backlogs;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.IntConsumer;

/** Makes the handles of a member's caches; those of one name share their loads, statistics and claims. Thread-safe. */
public final class CacheFactory implements AutoCloseable {
    private final GridConfig config;
    private final SlotCalls calls;
    private final MapFactory maps;
    private final ValueTypes values;
    private final Backlogs backlogs;
    private final IntConsumer changed;
    private final CacheClaims claims;
    private final CacheThreads threads;
    private final Map<String, CacheParts<?, ?>> caches = new ConcurrentHashMap<>();

    /**
     * @param standing of this member, whose claims they are
     * @param backlogs what has still to be stored
     * @param changed is told of slots in which this member changed entries other than through a map
     */
    public CacheFactory(
            GridConfig config,
            SlotCalls calls,
            MapFactory maps,
            ValueTypes values,
            MemberStanding standing,
            Backlogs backlogs,
            IntConsumer changed) {
        this.config = config;
        this.calls = calls;
        this.maps = maps;
        this.values = values;
        this.backlogs = backlogs;
        this.changed = changed;
        claims = new CacheClaims(new CallRunner(calls, config.callDeadline()), standing, changed);
        threads = new CacheThreads(config.memberName());
    }

    /**
     * The cache of this name.
     *
     * @throws IllegalArgumentException if it is configured, or was opened here before, with other types
     */
    @SuppressWarnings("unchecked")
    public <K, V> GridCache<K, V> cache(String name, Class<K> keyType, Class<V> valueType) {
        CacheParts<?, ?> known = caches.computeIfAbsent(name, unknown -> {
            CacheConfig<?, ?> configured = config.caches().get(name);
            return configured == null
                    ? parts(CacheConfig.of(name, keyType, valueType).build())
                    : parts(configured);
        });
        CacheConfig<?, ?> is = known.config();
        if (is.keyType() != keyType || is.valueType() != valueType) {
            throw new IllegalArgumentException(
                    "the cache \"" + name + "\" is of " + is.keyType().getName() + " and "
                            + is.valueType().getName() + " on this member, not of " + keyType.getName() + " and "
                            + valueType.getName());
        }
        return handle((CacheParts<K, V>) known);
    }

    /** Listens from now on. */
    public <K> GridInvalidation<K> invalidation(String name, Class<K> keyType, Cache<K, ?> own, GridEvents events) {
        GridMap<K, Boolean> forgotten = maps.map(
                name, Keyspaces.ofInvalidations(name), keyType, Boolean.class, values.codec(Boolean.class), null);
        return OwnCache.begin(forgotten, own, events);
    }

    private <K, V> GridCache<K, V> handle(CacheParts<K, V> parts) {
        CacheConfig<K, V> cache = parts.config();
        GridMap<K, CachedValue<V>> entries = maps.map(
                cache.name(), Keyspaces.ofCache(cache), cache.keyType(), cache.valueType(), form(cache), cache.near());
        CallRunner runner = new CallRunner(calls, config.callDeadline());
        return new DistributedCache<>(parts, entries, runner, backlogs.backlog(cache, runner));
    }

    private <V> CachedValues<V> form(CacheConfig<?, V> cache) {
        return new CachedValues<>(values.codec(cache.valueType()));
    }

    private <K, V> CacheParts<K, V> parts(CacheConfig<K, V> cache) {
        long namespace = Keyspaces.ofCache(cache);
        KeyCodec<K> codec = KeyCodec.of(cache.keyType());
        Function<K, Key> keys = key -> new Key(namespace, codec.encode(key));
        CachedValues<V> form = form(cache);
        Lifetimes<K, V> lifetimes = new Lifetimes<>(
                cache, calls::wallMillis, () -> ThreadLocalRandom.current().nextDouble());
        CacheRecorder recorder = new CacheRecorder(() -> backlogs.written(cache), () -> backlogs.failures(cache));
        Loads<K, V> loads = new Loads<>(cache, keys, form, lifetimes, claims, threads, recorder);
        Writes<K, V> writes;
        if (cache.writer() == null) {
            writes = new PlainWrites<>(lifetimes);
        } else if (cache.writing() == Writing.BEHIND) {
            writes = new BehindWrites<>(keys, form, lifetimes, loads, changed);
        } else {
            writes = new StoreWrites<>(cache, keys, form, lifetimes, claims, threads, recorder, loads);
        }
        return new CacheParts<>(
                cache,
                keys,
                lifetimes,
                loads,
                new BulkLoads<>(cache, keys, loads, claims, threads, recorder),
                writes,
                claims,
                threads,
                new CacheSweeps(namespace, changed),
                recorder);
    }

    /** Renews what this member has claimed. On the protocol thread, every few milliseconds. */
    public void poll(long now) {
        claims.poll(now);
    }

    /** This member has left: stores are not waited for any more. */
    @Override
    public void close() {
        threads.close();
    }
}
