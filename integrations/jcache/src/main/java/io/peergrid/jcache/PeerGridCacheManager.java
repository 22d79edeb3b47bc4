package io.peergrid.jcache;

import io.peergrid.Grid;
import io.peergrid.GridException;
import io.peergrid.GridSerializer;
import java.io.Serializable;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.Configuration;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * Caches of this process over one grid. A cache is its name in the grid: managers of any URI, class loader and member see the same entries. What its
 * configuration says, such as loaders, listeners and expiry, is of this manager's cache alone, and should be the same on all members. Thread-safe.
 */
public final class PeerGridCacheManager implements CacheManager {
    private static final Pattern SEPARATORS = Pattern.compile("[,\\s]+");

    private final PeerGridCachingProvider provider;
    private final URI uri;
    private final ClassLoader classLoader;
    private final Properties properties = new Properties();
    private final Map<String, PeerGridCache<?, ?>> caches = new LinkedHashMap<>();
    private OwnGrids.@Nullable Use grid;
    private volatile boolean closed;

    PeerGridCacheManager(
            PeerGridCachingProvider provider, URI uri, ClassLoader classLoader, @Nullable Properties properties) {
        this.provider = provider;
        this.uri = uri;
        this.classLoader = classLoader;
        if (properties != null) {
            properties.stringPropertyNames().forEach(name -> this.properties.put(name, properties.getProperty(name)));
            this.properties.putAll(properties);
        }
    }

    @Override
    public CachingProvider getCachingProvider() {
        return provider;
    }

    @Override
    public URI getURI() {
        return uri;
    }

    @Override
    public ClassLoader getClassLoader() {
        return classLoader;
    }

    @Override
    public Properties getProperties() {
        return properties;
    }

    /**
     * Makes a cache here. Entries that the grid has under this name are in it.
     *
     * @throws UnsupportedOperationException for a configuration that stores by reference
     * @throws CacheException if this manager has a cache of this name
     */
    @Override
    public <K, V, C extends Configuration<K, V>> Cache<K, V> createCache(String cacheName, C configuration) {
        Objects.requireNonNull(cacheName, "the cache's name");
        Objects.requireNonNull(configuration, "a configuration");
        if (!configuration.isStoreByValue()) {
            throw new UnsupportedOperationException(
                    "a cache whose entries are kept as bytes cannot store by reference: say setStoreByValue(true)");
        }
        synchronized (caches) {
            checkOpen();
            if (caches.containsKey(cacheName)) {
                throw new CacheException("there is a cache \"" + cacheName + "\" already: get it by getCache");
            }
            try {
                Grid own = grid();
                PeerGridCache<K, V> cache = new PeerGridCache<>(this, cacheName, configuration, own, serializer(own));
                caches.put(cacheName, cache);
                cache.open();
                return cache;
            } catch (GridException refused) {
                throw new CacheException(
                        "the cache \"" + cacheName + "\" cannot be made: " + refused.getMessage(), refused);
            }
        }
    }

    /** The grid of this manager; joined if there is none yet. */
    private Grid grid() {
        if (grid == null) {
            Object own = properties.get(PeerGridCachingProvider.GRID);
            if (own != null && !(own instanceof Grid)) {
                throw new CacheException("the property " + PeerGridCachingProvider.GRID
                        + " is the Grid object itself; for a name say " + PeerGridCachingProvider.GRID_NAME);
            }
            grid = OwnGrids.open(
                    (Grid) own, property(PeerGridCachingProvider.GRID_NAME, PeerGridCachingProvider.DEFAULT_GRID));
        }
        return grid.grid();
    }

    private GridSerializer serializer(Grid own) {
        // Hibernate keeps collections in such arrays, behind a field that does not say so.
        GridSerializer serializer = own.serializer().with(classLoader).allowing(Serializable[].class);
        List<String> patterns = SEPARATORS
                .splitAsStream(property(PeerGridCachingProvider.TYPES, ""))
                .filter(pattern -> !pattern.isEmpty())
                .toList();
        try {
            return patterns.isEmpty() ? serializer : serializer.allowing(patterns.toArray(new String[0]));
        } catch (IllegalArgumentException malformed) {
            throw new CacheException(PeerGridCachingProvider.TYPES + ": " + malformed.getMessage(), malformed);
        }
    }

    private String property(String name, String otherwise) {
        return properties.getProperty(name, System.getProperty(name, otherwise));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable Cache<K, V> getCache(String cacheName, Class<K> keyType, Class<V> valueType) {
        checkOpen();
        Objects.requireNonNull(keyType, "the type of keys");
        Objects.requireNonNull(valueType, "the type of values");
        PeerGridCache<?, ?> cache = find(cacheName);
        if (cache != null) {
            checkType("keys", cache.keyType(), keyType);
            checkType("values", cache.valueType(), valueType);
        }
        return (Cache<K, V>) cache;
    }

    private static void checkType(String of, Class<?> configured, Class<?> asked) {
        if (configured != asked) {
            throw new ClassCastException(
                    "the cache's " + of + " are " + configured.getName() + ", not " + asked.getName());
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    public <K, V> @Nullable Cache<K, V> getCache(String cacheName) {
        checkOpen();
        return (Cache<K, V>) find(cacheName);
    }

    private @Nullable PeerGridCache<?, ?> find(String cacheName) {
        Objects.requireNonNull(cacheName, "the cache's name");
        synchronized (caches) {
            return caches.get(cacheName);
        }
    }

    /** Names of the caches that this manager has; not of all that the grid has. */
    @Override
    public Iterable<String> getCacheNames() {
        checkOpen();
        synchronized (caches) {
            return Set.copyOf(caches.keySet());
        }
    }

    /** Closes the cache here and removes its entries from the grid. Caches of this name at other members stay open, and are empty. */
    @Override
    public void destroyCache(String cacheName) {
        checkOpen();
        PeerGridCache<?, ?> cache = find(cacheName);
        if (cache != null) {
            cache.destroy();
        }
    }

    @Override
    public void enableManagement(String cacheName, boolean enabled) {
        checkOpen();
        PeerGridCache<?, ?> cache = find(cacheName);
        if (cache != null) {
            cache.enableManagement(enabled);
        }
    }

    @Override
    public void enableStatistics(String cacheName, boolean enabled) {
        checkOpen();
        PeerGridCache<?, ?> cache = find(cacheName);
        if (cache != null) {
            cache.enableStatistics(enabled);
        }
    }

    void closed(PeerGridCache<?, ?> cache) {
        synchronized (caches) {
            caches.remove(cache.getName(), cache);
        }
    }

    /** Closes its caches; their entries stay in the grid as long as it has members. Stops the node if it was started for managers only and this was the last one. */
    @Override
    public void close() {
        List<PeerGridCache<?, ?>> open;
        OwnGrids.Use used;
        synchronized (caches) {
            if (closed) {
                return;
            }
            closed = true;
            open = List.copyOf(caches.values());
            used = grid;
            grid = null;
        }
        provider.closed(this);
        open.forEach(PeerGridCache::close);
        if (used != null) {
            used.close();
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the cache manager " + uri + " is closed");
        }
    }

    /** This manager, or its {@link Grid}, which is joined if it has none yet. */
    @Override
    public <T> T unwrap(Class<T> type) {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        if (type == Grid.class) {
            synchronized (caches) {
                checkOpen();
                return type.cast(grid());
            }
        }
        throw new IllegalArgumentException("a PeerGrid cache manager is no " + type.getName());
    }
}
