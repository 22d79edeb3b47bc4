package io.peergrid.jcache;

import io.peergrid.jcache.CacheMap.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * Changes of one entry: look at it, decide, swap by version, and again if somebody else was faster. Under the key's lock where more than the entry changes: if a store is
 * behind the cache, or somebody listens. Thread-safe.
 */
final class CacheChanges<K, V> {
    /** Somebody else succeeds each time, so this is never met but by an operation that changes the entry itself while it decides. */
    private static final int MOST_ATTEMPTS = 10_000;

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final Cache<K, V> cache;
    private final CacheMap<K, V> map;
    private final Expiry expiry;
    private final BackingStore<K, V> store;
    private final CacheEvents<K, V> events;
    private final KeyLocks locks;

    CacheChanges(
            Cache<K, V> cache,
            CacheMap<K, V> map,
            Expiry expiry,
            BackingStore<K, V> store,
            CacheEvents<K, V> events,
            KeyLocks locks) {
        this.cache = cache;
        this.map = map;
        this.expiry = expiry;
        this.store = store;
        this.events = events;
        this.locks = locks;
    }

    /**
     * What has been done.
     *
     * @param before the value that was there, null if none
     * @param stored whether the new value was put; not if it expired at once
     */
    record Done<V>(@Nullable V before, boolean stored) {}

    /** Whether nothing but the entry changes, so that no lock is needed. */
    boolean isAlone() {
        return !store.writesThrough() && !store.readsThrough() && !events.wanted();
    }

    /** @param decision may be asked again if somebody else changes the entry meanwhile */
    Done<V> change(K key, Function<@Nullable V, Intent<V>> decision) {
        return isAlone() ? swap(key, map.keyBytes(key), decision) : changeLocked(key, decision);
    }

    /** As {@link #change} under the key's lock in any case. */
    Done<V> changeLocked(K key, Function<@Nullable V, Intent<V>> decision) {
        byte[] bytes = map.keyBytes(key);
        try (KeyLocks.Held held = locks.lock(bytes)) {
            return swap(key, bytes, decision);
        }
    }

    /** As {@link #change} for who has the key's lock, or needs none. */
    Done<V> swap(K key, byte[] bytes, Function<@Nullable V, Intent<V>> decision) {
        List<CacheEvent<K, V>> happened = new ArrayList<>(2);
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            Found<V> before = map.find(bytes);
            Intent<V> intent = decision.apply(before == null ? null : before.value());
            happened.clear();
            Done<V> done = apply(key, bytes, before, intent, happened);
            if (done != null) {
                events.tell(happened);
                return done;
            }
        }
        throw new CacheException("the entry of " + key + " changed " + MOST_ATTEMPTS
                + " times while it was to be changed; does the operation change it itself?");
    }

    /** Null if somebody else changed the entry. */
    private @Nullable Done<V> apply(
            K key, byte[] bytes, @Nullable Found<V> before, Intent<V> intent, List<CacheEvent<K, V>> happened) {
        V was = before == null ? null : before.value();
        if (intent instanceof Intent.Put<V> put) {
            if (put.writes()) {
                store.write(key, put.value());
            }
            return orForgotten(bytes, put.writes(), () -> put(key, bytes, before, put.value(), happened));
        }
        if (intent instanceof Intent.Remove<V> remove) {
            if (remove.writes()) {
                store.delete(key);
            }
            return orForgotten(bytes, remove.writes(), () -> {
                if (before != null && was != null) {
                    if (!map.remove(bytes, before.version())) {
                        return null;
                    }
                    happened.add(CacheEvent.gone(cache, EventType.REMOVED, key, was));
                }
                return new Done<>(was, false);
            });
        }
        if (intent instanceof Intent.Access<V> && before != null) {
            access(key, bytes, before, happened);
        }
        return new Done<>(was, false);
    }

    private interface Step<V> {
        @Nullable
        Done<V> take();
    }

    /** The store has changed: if the grid then fails, what it holds is old. */
    private @Nullable Done<V> orForgotten(byte[] bytes, boolean written, Step<V> step) {
        try {
            return step.take();
        } catch (CacheException failed) {
            if (written && store.writesThrough()) {
                map.forget(bytes);
            }
            throw failed;
        }
    }

    private @Nullable Done<V> put(
            K key, byte[] bytes, @Nullable Found<V> before, V value, List<CacheEvent<K, V>> happened) {
        if (before == null) {
            Duration duration = expiry.creation();
            if (duration.isZero()) {
                happened.add(CacheEvent.gone(cache, EventType.EXPIRED, key, value));
                return new Done<>(null, false);
            }
            if (!map.swap(bytes, 0, map.valueBytes(value), duration)) {
                return null;
            }
            happened.add(new CacheEvent<>(cache, EventType.CREATED, key, value, null));
            return new Done<>(null, true);
        }
        Duration duration = expiry.update();
        boolean expires = duration != null && duration.isZero();
        boolean swapped = expires
                ? map.remove(bytes, before.version())
                : map.swap(
                        bytes,
                        before.version(),
                        map.valueBytes(value),
                        duration == null ? remaining(before) : duration);
        if (!swapped) {
            return null;
        }
        happened.add(new CacheEvent<>(cache, EventType.UPDATED, key, value, before.value()));
        if (expires) {
            happened.add(CacheEvent.gone(cache, EventType.EXPIRED, key, value));
        }
        return new Done<>(before.value(), true);
    }

    private static Duration remaining(Found<?> before) {
        Duration left = before.timeToLive();
        if (left == null) {
            return Expiry.NEVER;
        }
        return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
    }

    private void access(K key, byte[] bytes, Found<V> before, List<CacheEvent<K, V>> happened) {
        Duration duration = expiry.access();
        if (duration == null) {
            return;
        }
        if (!duration.isZero()) {
            map.expire(bytes, duration);
        } else if (map.remove(bytes, before.version())) {
            happened.add(CacheEvent.gone(cache, EventType.EXPIRED, key, before.value()));
        }
    }

    /** Somebody has read the entry; it is not there any more, or has another value, if somebody else changed it since. */
    void accessed(K key, byte[] bytes, Found<V> entry) {
        List<CacheEvent<K, V>> happened = new ArrayList<>(1);
        access(key, bytes, entry, happened);
        events.tell(happened);
    }
}
