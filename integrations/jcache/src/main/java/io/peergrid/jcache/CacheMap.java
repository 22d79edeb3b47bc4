package io.peergrid.jcache;

import io.peergrid.Grid;
import io.peergrid.GridEntry;
import io.peergrid.GridException;
import io.peergrid.GridMap;
import io.peergrid.GridSerializationException;
import io.peergrid.GridSerializer;
import io.peergrid.GridUnavailableException;
import io.peergrid.OutcomeUnknownException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.cache.CacheException;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a cache in the grid, as bytes: keys and values of any types that are allowed, two keys being equal if their bytes are. What the grid refuses is a
 * {@link CacheException}. Thread-safe.
 */
final class CacheMap<K, V> {
    /** Before the cache's name, so that no map of the application has it. */
    static final String PREFIX = "jcache:";

    private static final int FEW_ENTRIES = 10_000;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final GridMap<byte[], byte[]> map;
    private final GridSerializer serializer;

    CacheMap(Grid grid, String cacheName, GridSerializer serializer) {
        this.map = grid.map(PREFIX + cacheName, byte[].class, byte[].class);
        this.serializer = serializer;
    }

    /**
     * An entry that was read.
     *
     * @param timeToLive null if it never expires
     */
    record Found<V>(V value, long version, @Nullable Duration timeToLive) {}

    GridMap<byte[], byte[]> map() {
        return map;
    }

    byte[] keyBytes(Object key) {
        return bytes(key, "key");
    }

    byte[] valueBytes(Object value) {
        return bytes(value, "value");
    }

    private byte[] bytes(Object object, String what) {
        try {
            return serializer.toBytes(object);
        } catch (GridException refused) {
            throw new CacheException(
                    "the " + what + " cannot be stored: " + refused.getMessage() + hint(refused), refused);
        }
    }

    @SuppressWarnings("unchecked")
    K key(byte[] bytes) {
        return (K) object(bytes);
    }

    @SuppressWarnings("unchecked")
    V value(byte[] bytes) {
        return (V) object(bytes);
    }

    private Object object(byte[] bytes) {
        try {
            return serializer.fromBytes(bytes);
        } catch (GridException unreadable) {
            throw new CacheException(unreadable.getMessage() + hint(unreadable), unreadable);
        }
    }

    private static String hint(GridException refused) {
        return refused instanceof GridSerializationException
                ? "; for JCache alone the property " + PeerGridCachingProvider.TYPES + " does, as \"com.acme.*\""
                : "";
    }

    @Nullable
    Found<V> find(byte[] key) {
        GridEntry<byte[], byte[]> entry = calling(() -> map.getEntry(key));
        return entry == null ? null : new Found<>(value(entry.value()), entry.version(), entry.timeToLive());
    }

    @Nullable
    V get(byte[] key) {
        byte[] value = calling(() -> map.get(key));
        return value == null ? null : value(value);
    }

    /** The values that are there. */
    Map<K, V> getAll(Collection<? extends K> keys) {
        Map<ByteBuffer, K> wanted = new LinkedHashMap<>();
        keys.forEach(key -> wanted.put(ByteBuffer.wrap(keyBytes(key)), key));
        Map<byte[], byte[]> present = calling(
                () -> map.getAll(wanted.keySet().stream().map(ByteBuffer::array).toList()));
        Map<K, V> values = new HashMap<>();
        present.forEach((key, value) -> {
            K asked = wanted.get(ByteBuffer.wrap(key));
            if (asked != null) {
                values.put(asked, value(value));
            }
        });
        return values;
    }

    boolean contains(byte[] key) {
        return calling(() -> map.containsKey(key));
    }

    /** @param timeToLive or {@link Expiry#NEVER} */
    void set(byte[] key, byte[] value, Duration timeToLive) {
        calling(() -> {
            if (timeToLive.equals(Expiry.NEVER)) {
                map.set(key, value);
            } else {
                map.set(key, value, timeToLive);
            }
            return null;
        });
    }

    /** As {@link #set}; the previous value. */
    @Nullable
    V put(byte[] key, byte[] value, Duration timeToLive) {
        byte[] before =
                calling(() -> timeToLive.equals(Expiry.NEVER) ? map.put(key, value) : map.put(key, value, timeToLive));
        return before == null ? null : value(before);
    }

    void setAll(Map<byte[], byte[]> entries, Duration timeToLive) {
        calling(() -> {
            if (timeToLive.equals(Expiry.NEVER)) {
                map.putAll(entries);
            } else {
                map.putAll(entries, timeToLive);
            }
            return null;
        });
    }

    /** @param version of what is to be replaced, 0 if nothing */
    boolean swap(byte[] key, long version, byte[] value, Duration timeToLive) {
        return calling(() -> timeToLive.equals(Expiry.NEVER)
                ? map.compareAndSet(key, version, value)
                : map.compareAndSet(key, version, value, timeToLive));
    }

    boolean remove(byte[] key, long version) {
        return calling(() -> map.compareAndDelete(key, version));
    }

    boolean delete(byte[] key) {
        return calling(() -> map.delete(key));
    }

    @Nullable
    V getAndDelete(byte[] key) {
        byte[] before = calling(() -> map.remove(key));
        return before == null ? null : value(before);
    }

    long deleteAll(Collection<byte[]> keys) {
        return calling(() -> map.removeAll(keys));
    }

    void expire(byte[] key, Duration timeToLive) {
        calling(() -> timeToLive.equals(Expiry.NEVER) ? map.persist(key) : map.expire(key, timeToLive));
    }

    Iterator<GridEntry<byte[], byte[]>> entries() {
        return calling(() -> map.entries().iterator());
    }

    /** Key by key if there are few entries: otherwise each slot is asked. */
    void clear() {
        @Nullable
        Long unused = calling(
                () -> {
                    if (map.mappingCount() > FEW_ENTRIES) {
                        map.clear();
                        return null;
                    }
                    List<byte[]> keys = new ArrayList<>(map.keySet());
                    return keys.isEmpty() ? null : map.removeAll(keys);
                },
                true);
    }

    /** Removes what may be old in the background: nobody waits for it. */
    void forget(byte[] key) {
        var unused = map.async().delete(key);
    }

    /**
     * What the grid answers. While this member has no majority, as after a pause, it says at once that nothing was done: that is tried again for a moment, for who calls a
     * cache does not expect it.
     */
    static <T extends @Nullable Object> T calling(Supplier<T> call) {
        return calling(call, false);
    }

    private static <T extends @Nullable Object> T calling(Supplier<T> call, boolean idempotent) {
        long start = System.nanoTime();
        while (true) {
            try {
                return call.get();
            } catch (GridException failed) {
                boolean again = failed instanceof GridUnavailableException
                        || (idempotent && failed instanceof OutcomeUnknownException);
                if (!again
                        || System.nanoTime() - start > PATIENCE_NANOS
                        || Thread.currentThread().isInterrupted()) {
                    throw new CacheException(failed.getMessage(), failed);
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }
}
