package io.peergrid.jcache;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.cache.Cache;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Factory;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import org.jspecify.annotations.Nullable;

/** The loader and the writer of a cache. What they throw is one of the specification's exceptions; what a loader returns has the cache's type. Thread-safe if they are. */
final class BackingStore<K, V> {
    private final @Nullable CacheLoader<K, V> loader;
    private final @Nullable CacheWriter<? super K, ? super V> writer;
    private final Class<V> valueType;
    private final boolean readThrough;

    BackingStore(CompleteConfiguration<K, V> configuration) {
        Factory<CacheLoader<K, V>> loaders = configuration.getCacheLoaderFactory();
        Factory<CacheWriter<? super K, ? super V>> writers = configuration.getCacheWriterFactory();
        loader = loaders == null ? null : loaders.create();
        writer = writers == null || !configuration.isWriteThrough() ? null : writers.create();
        valueType = configuration.getValueType();
        readThrough = configuration.isReadThrough() && loader != null;
    }

    boolean canLoad() {
        return loader != null;
    }

    /** Whether a miss is loaded. */
    boolean readsThrough() {
        return readThrough;
    }

    boolean writesThrough() {
        return writer != null;
    }

    /**
     * The value of a key, or null if there is none.
     *
     * @throws CacheLoaderException if the loader failed, or returned something of another type
     */
    @Nullable
    V load(K key) {
        if (loader == null) {
            return null;
        }
        V loaded;
        try {
            loaded = loader.load(key);
        } catch (CacheLoaderException own) {
            throw own;
        } catch (RuntimeException failed) {
            throw new CacheLoaderException("the loader failed for " + key + ": " + failed, failed);
        }
        return loaded == null ? null : checked(key, loaded);
    }

    /** As {@link #load} for several; only what there is. */
    Map<K, V> loadAll(Collection<K> keys) {
        if (loader == null || keys.isEmpty()) {
            return Map.of();
        }
        Map<K, V> loaded;
        try {
            loaded = loader.loadAll(keys);
        } catch (CacheLoaderException own) {
            throw own;
        } catch (RuntimeException failed) {
            throw new CacheLoaderException("the loader failed for " + keys.size() + " keys: " + failed, failed);
        }
        Map<K, V> present = new HashMap<>();
        if (loaded != null) {
            for (K key : keys) {
                V value = loaded.get(key);
                if (value != null) {
                    present.put(key, checked(key, value));
                }
            }
        }
        return present;
    }

    private V checked(K key, Object loaded) {
        if (!valueType.isInstance(loaded)) {
            throw new CacheLoaderException(
                    "the loader returned a " + loaded.getClass().getName() + " for " + key
                            + ", but the cache's values are " + valueType.getName());
        }
        return valueType.cast(loaded);
    }

    /** @throws CacheWriterException if the writer failed */
    void write(K key, V value) {
        if (writer != null) {
            calling(() -> writer.write(new PeerGridCacheEntry<>(key, value)));
        }
    }

    /** @throws CacheWriterException if the writer failed */
    void delete(K key) {
        if (writer != null) {
            calling(() -> writer.delete(key));
        }
    }

    /**
     * Writes all of them. What the writer did not write it leaves in its collection, as the specification says.
     *
     * @param failed gets the keys that were not written
     * @return why not all were written, or null
     */
    @Nullable
    CacheWriterException writeAll(Map<K, V> entries, Collection<K> failed) {
        Collection<Cache.Entry<? extends K, ? extends V>> left = new ArrayList<>();
        entries.forEach((key, value) -> left.add(new PeerGridCacheEntry<>(key, value)));
        try {
            calling(() -> writeAll(left));
            return null;
        } catch (CacheWriterException failure) {
            left.forEach(entry -> failed.add(entry.getKey()));
            return failure;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void writeAll(Collection<Cache.Entry<? extends K, ? extends V>> entries) {
        if (writer != null) {
            writer.writeAll((Collection) entries);
        }
    }

    /** As {@link #writeAll(Map, Collection)}. */
    @Nullable
    CacheWriterException deleteAll(Collection<K> keys, Collection<K> failed) {
        List<K> left = new ArrayList<>(keys);
        try {
            calling(() -> deleteAll(left));
            return null;
        } catch (CacheWriterException failure) {
            failed.addAll(left);
            return failure;
        }
    }

    private void deleteAll(Collection<K> keys) {
        if (writer != null) {
            writer.deleteAll(keys);
        }
    }

    private static void calling(Runnable call) {
        try {
            call.run();
        } catch (CacheWriterException own) {
            throw own;
        } catch (RuntimeException failed) {
            throw new CacheWriterException("the writer failed: " + failed, failed);
        }
    }

    void close(String cacheName) {
        Closing.close(loader instanceof Closeable closeable ? closeable : null, cacheName);
        Closing.close(writer instanceof Closeable closeable ? closeable : null, cacheName);
    }
}
