package io.peergrid.jcache;

import io.peergrid.Grid;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.WeakHashMap;
import javax.cache.CacheManager;
import javax.cache.configuration.OptionalFeature;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/**
 * JCache over a grid. Needs no configuration: the first cache joins, or founds, the grid {@value #DEFAULT_GRID} of this machine, and the node stops with the last
 * manager that uses it. An application with a grid of its own hands it in by {@link #use} or as the property {@link #GRID}; that one is never stopped here. Thread-safe.
 */
public final class PeerGridCachingProvider implements CachingProvider {

    /** Property of a manager: the {@link Grid} to use, the object itself. */
    public static final String GRID = "peergrid.grid";

    /** Property of a manager, or of the system: name of the grid to join on this machine if none was handed in. */
    public static final String GRID_NAME = "peergrid.grid.name";

    /** Property of a manager, or of the system: what keys and values may be made of, as {@code com.acme.*}; several with commas between them. */
    public static final String TYPES = "peergrid.types.allow";

    /** The grid that is joined if nothing is said. */
    public static final String DEFAULT_GRID = "jcache";

    private static final URI DEFAULT_URI = URI.create("peergrid:default");

    private final Map<ClassLoader, Map<URI, PeerGridCacheManager>> managers = new WeakHashMap<>();

    /**
     * From now on managers use this grid if their properties name none. In each process once, before the first cache; null to take it back.
     *
     * @param grid never closed by a manager
     */
    public static void use(@Nullable Grid grid) {
        OwnGrids.use(grid);
    }

    @Override
    public CacheManager getCacheManager(
            @Nullable URI uri, @Nullable ClassLoader classLoader, @Nullable Properties properties) {
        URI name = uri == null ? DEFAULT_URI : uri;
        ClassLoader loader = classLoader == null ? getDefaultClassLoader() : classLoader;
        synchronized (managers) {
            return managers.computeIfAbsent(loader, any -> new HashMap<>())
                    .computeIfAbsent(name, any -> new PeerGridCacheManager(this, name, loader, properties));
        }
    }

    @Override
    public CacheManager getCacheManager(@Nullable URI uri, @Nullable ClassLoader classLoader) {
        return getCacheManager(uri, classLoader, null);
    }

    @Override
    public CacheManager getCacheManager() {
        return getCacheManager(null, null, null);
    }

    /** That of the calling thread, so that classes of a packed application are found; otherwise that of this class. */
    @Override
    public ClassLoader getDefaultClassLoader() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        return context == null ? PeerGridCachingProvider.class.getClassLoader() : context;
    }

    @Override
    public URI getDefaultURI() {
        return DEFAULT_URI;
    }

    @Override
    public Properties getDefaultProperties() {
        return new Properties();
    }

    @Override
    public void close() {
        List<PeerGridCacheManager> all = new ArrayList<>();
        synchronized (managers) {
            managers.values().forEach(ofLoader -> all.addAll(ofLoader.values()));
        }
        all.forEach(PeerGridCacheManager::close);
    }

    @Override
    public void close(ClassLoader classLoader) {
        List<PeerGridCacheManager> all;
        synchronized (managers) {
            all = List.copyOf(managers.getOrDefault(classLoader, Map.of()).values());
        }
        all.forEach(PeerGridCacheManager::close);
    }

    @Override
    public void close(@Nullable URI uri, @Nullable ClassLoader classLoader) {
        ClassLoader loader = classLoader == null ? getDefaultClassLoader() : classLoader;
        PeerGridCacheManager manager;
        synchronized (managers) {
            manager = managers.getOrDefault(loader, Map.of()).get(uri == null ? DEFAULT_URI : uri);
        }
        if (manager != null) {
            manager.close();
        }
    }

    @Override
    public boolean isSupported(OptionalFeature feature) {
        // The only one there is, store by reference, cannot be had from what is kept as bytes.
        return false;
    }

    /** From now on somebody who asks for it gets a new one. */
    void closed(PeerGridCacheManager manager) {
        synchronized (managers) {
            Map<URI, PeerGridCacheManager> ofLoader = managers.get(manager.getClassLoader());
            if (ofLoader != null) {
                ofLoader.remove(manager.getURI(), manager);
            }
        }
    }
}
