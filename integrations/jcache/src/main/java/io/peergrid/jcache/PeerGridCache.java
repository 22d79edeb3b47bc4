package io.peergrid.jcache;

import io.peergrid.Grid;
import io.peergrid.GridMap;
import io.peergrid.GridSerializer;
import io.peergrid.jcache.CacheChanges.Done;
import io.peergrid.jcache.CacheMap.Found;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.expiry.ExpiryPolicy;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CompletionListener;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A cache in the grid. Entries are shared with all caches of this name, on any member; reads and changes of one key are linearizable. Loaders, writers, entry processors
 * and synchronous listeners run in the caller's process. Keys and values are kept as bytes, so a value that was read is the caller's own. Thread-safe.
 */
@SuppressWarnings("NullAway") // The specification has null for what is not there, and no annotations.
public final class PeerGridCache<K, V> implements Cache<K, V> {
    private static final Logger LOG = LoggerFactory.getLogger(PeerGridCache.class);
    private static final int LOADING_THREADS = 4;
    /** How long closing waits for a load that is under way. */
    private static final long LOAD_ENDS_SECONDS = 5;
    /** True on a thread that loads for this class. */
    private static final ThreadLocal<Boolean> LOADS = new ThreadLocal<>();

    private final PeerGridCacheManager manager;
    private final String name;
    private final Class<K> keyType;
    private final Class<V> valueType;
    private final CacheMap<K, V> map;
    private final Expiry expiry;
    private final BackingStore<K, V> store;
    private final CacheEvents<K, V> events;
    private final CacheChanges<K, V> changes;
    private final CacheBatches<K, V> batches;
    private final CacheStatistics statistics;
    private final ExecutorService listening;
    private final ExecutorService loading;
    private final MutableConfiguration<K, V> configuration;
    private volatile boolean closed;

    PeerGridCache(
            PeerGridCacheManager manager,
            String name,
            Configuration<K, V> configuration,
            Grid grid,
            GridSerializer serializer) {
        this.manager = manager;
        this.name = name;
        this.configuration = complete(configuration);
        keyType = configuration.getKeyType();
        valueType = configuration.getValueType();
        map = new CacheMap<>(grid, name, serializer.allowing(keyType, valueType));
        expiry = new Expiry(expiryPolicy(name, this.configuration));
        store = new BackingStore<>(this.configuration);
        listening = CacheThreads.start("jcache-listeners-" + name, 1);
        loading = CacheThreads.start("jcache-loader-" + name, LOADING_THREADS);
        events = new CacheEvents<>(this, map, grid, listening);
        KeyLocks locks = new KeyLocks(grid, name);
        changes = new CacheChanges<>(this, map, expiry, store, events, locks);
        batches = new CacheBatches<>(map, expiry, store, locks, changes);
        GridMap<byte[], byte[]> entries = map.map();
        statistics = new CacheStatistics(() -> entries.statistics().evictions());
    }

    private static ExpiryPolicy expiryPolicy(String name, CompleteConfiguration<?, ?> configuration) {
        ExpiryPolicy policy = configuration.getExpiryPolicyFactory().create();
        if (policy == null) {
            throw new CacheException("the cache \"" + name + "\" has a factory that makes no expiry policy");
        }
        return policy;
    }

    private static <K, V> MutableConfiguration<K, V> complete(Configuration<K, V> configuration) {
        if (configuration instanceof CompleteConfiguration<K, V> complete) {
            return new MutableConfiguration<>(complete);
        }
        return new MutableConfiguration<K, V>()
                .setTypes(configuration.getKeyType(), configuration.getValueType())
                .setStoreByValue(configuration.isStoreByValue());
    }

    /** Does what others notice. */
    void open() {
        for (CacheEntryListenerConfiguration<K, V> each : configuration.getCacheEntryListenerConfigurations()) {
            events.register(each);
        }
        enableManagement(configuration.isManagementEnabled());
        enableStatistics(configuration.isStatisticsEnabled());
    }

    Class<K> keyType() {
        return keyType;
    }

    Class<V> valueType() {
        return valueType;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public CacheManager getCacheManager() {
        return manager;
    }

    CompleteConfiguration<K, V> configuration() {
        synchronized (configuration) {
            return new MutableConfiguration<>(configuration);
        }
    }

    @Override
    public <C extends Configuration<K, V>> C getConfiguration(Class<C> type) {
        CompleteConfiguration<K, V> copy = configuration();
        if (!type.isInstance(copy)) {
            throw new IllegalArgumentException("the configuration of a PeerGrid cache is no " + type.getName());
        }
        return type.cast(copy);
    }

    @Override
    public V get(K key) {
        checkOpen();
        Objects.requireNonNull(key, "a key");
        long start = statistics.start();
        byte[] bytes = map.keyBytes(key);
        V value = read(key, bytes);
        statistics.got(value == null ? 0 : 1, value == null ? 1 : 0, start);
        return value == null && store.readsThrough() ? loaded(key) : value;
    }

    /** The value that is there, and noted that it was read. */
    private @Nullable V read(K key, byte[] bytes) {
        if (expiry.ignoresAccess()) {
            return map.get(bytes);
        }
        Found<V> found = map.find(bytes);
        if (found == null) {
            return null;
        }
        changes.accessed(key, bytes, found);
        return found.value();
    }

    /** One at a time for each key in the whole grid, so that all who wait get what the first one loads. */
    private @Nullable V loaded(K key) {
        List<V> result = new ArrayList<>(1);
        Done<V> done = changes.changeLocked(key, before -> {
            result.clear();
            if (before != null) {
                result.add(before);
                return Intent.access();
            }
            V value = store.load(key);
            if (value == null) {
                return Intent.leave();
            }
            result.add(value);
            return new Intent.Put<>(value, false);
        });
        return result.isEmpty() || (done.before() == null && !done.stored()) ? null : result.get(0);
    }

    @Override
    public Map<K, V> getAll(Set<? extends K> keys) {
        checkOpen();
        checkKeys(keys);
        long start = statistics.start();
        Map<K, V> found = readAll(keys);
        statistics.got(found.size(), keys.size() - found.size(), start);
        if (store.readsThrough() && found.size() < keys.size()) {
            List<K> missing = new ArrayList<>(keys);
            missing.removeAll(found.keySet());
            batches.load(missing, false);
            found.putAll(map.getAll(missing));
        }
        return found;
    }

    private Map<K, V> readAll(Set<? extends K> keys) {
        if (expiry.ignoresAccess()) {
            return map.getAll(keys);
        }
        Map<K, V> found = new HashMap<>();
        for (K key : keys) {
            V value = read(key, map.keyBytes(key));
            if (value != null) {
                found.put(key, value);
            }
        }
        return found;
    }

    @Override
    public boolean containsKey(K key) {
        checkOpen();
        return map.contains(map.keyBytes(Objects.requireNonNull(key, "a key")));
    }

    @Override
    public void loadAll(
            Set<? extends K> keys, boolean replaceExistingValues, @Nullable CompletionListener completionListener) {
        checkOpen();
        checkKeys(keys);
        List<K> wanted = new ArrayList<>(keys);
        if (!store.canLoad()) {
            complete(completionListener, null);
            return;
        }
        try {
            loading.execute(() -> load(wanted, replaceExistingValues, completionListener));
        } catch (RejectedExecutionException tooMany) {
            complete(completionListener, new CacheException("too many calls of loadAll wait for a thread", tooMany));
        }
    }

    private void load(List<K> wanted, boolean replaceExistingValues, @Nullable CompletionListener listener) {
        LOADS.set(Boolean.TRUE);
        try {
            complete(listener, loadingFailure(wanted, replaceExistingValues));
        } finally {
            LOADS.remove();
        }
    }

    /** Why not all was loaded, or null. Somebody may wait for the listener, whatever the loader throws. */
    private @Nullable Exception loadingFailure(List<K> wanted, boolean replaceExistingValues) {
        try {
            checkOpen();
            batches.load(wanted, replaceExistingValues);
            return null;
        } catch (RuntimeException failed) {
            return failed;
        } catch (Error failed) {
            return new CacheLoaderException("the loader failed: " + failed, failed);
        }
    }

    private static void complete(@Nullable CompletionListener listener, @Nullable Exception failure) {
        if (listener == null) {
            return;
        }
        if (failure == null) {
            listener.onCompletion();
        } else {
            listener.onException(failure);
        }
    }

    @Override
    public void put(K key, V value) {
        checkOpen();
        check(key, value);
        long start = statistics.start();
        Duration duration = expiry.putsAlike() ? expiry.creation() : Duration.ZERO;
        boolean stored = true;
        if (!duration.isZero() && changes.isAlone()) {
            map.set(map.keyBytes(key), map.valueBytes(value), duration);
        } else {
            stored = changes.change(key, before -> Intent.put(value)).stored();
        }
        statistics.put(stored ? 1 : 0, start);
    }

    @Override
    public V getAndPut(K key, V value) {
        checkOpen();
        check(key, value);
        long start = statistics.start();
        Duration duration = expiry.putsAlike() ? expiry.creation() : Duration.ZERO;
        Done<V> done = !duration.isZero() && changes.isAlone()
                ? new Done<>(map.put(map.keyBytes(key), map.valueBytes(value), duration), true)
                : changes.change(key, before -> Intent.put(value));
        counted(done.before(), start);
        statistics.put(done.stored() ? 1 : 0, start);
        return done.before();
    }

    private void counted(@Nullable V found, long start) {
        statistics.got(found == null ? 0 : 1, found == null ? 1 : 0, start);
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> entries) {
        checkOpen();
        entries.forEach(this::check);
        long start = statistics.start();
        statistics.put(batches.putAll(entries), start);
    }

    @Override
    public boolean putIfAbsent(K key, V value) {
        checkOpen();
        check(key, value);
        long start = statistics.start();
        Done<V> done = changes.change(key, before -> before == null ? Intent.put(value) : Intent.leave());
        if (done.before() != null || done.stored()) {
            counted(done.before(), start);
        }
        statistics.put(done.stored() ? 1 : 0, start);
        return done.stored();
    }

    @Override
    public boolean remove(K key) {
        checkOpen();
        Objects.requireNonNull(key, "a key");
        long start = statistics.start();
        boolean removed = changes.isAlone()
                ? map.delete(map.keyBytes(key))
                : changes.change(key, before -> Intent.remove()).before() != null;
        statistics.removed(removed ? 1 : 0, start);
        return removed;
    }

    @Override
    public boolean remove(K key, V oldValue) {
        checkOpen();
        check(key, oldValue);
        long start = statistics.start();
        boolean[] equal = new boolean[1];
        Done<V> done = changes.change(key, before -> {
            equal[0] = before != null && before.equals(oldValue);
            return equal[0] ? Intent.remove() : Intent.access();
        });
        counted(done.before(), start);
        statistics.removed(equal[0] ? 1 : 0, start);
        return equal[0];
    }

    @Override
    public V getAndRemove(K key) {
        checkOpen();
        Objects.requireNonNull(key, "a key");
        long start = statistics.start();
        V before = changes.isAlone()
                ? map.getAndDelete(map.keyBytes(key))
                : changes.change(key, any -> Intent.remove()).before();
        counted(before, start);
        statistics.removed(before == null ? 0 : 1, start);
        return before;
    }

    @Override
    public boolean replace(K key, V oldValue, V newValue) {
        checkOpen();
        check(key, oldValue);
        check(key, newValue);
        long start = statistics.start();
        boolean[] equal = new boolean[1];
        Done<V> done = changes.change(key, before -> {
            equal[0] = before != null && before.equals(oldValue);
            return equal[0] ? Intent.put(newValue) : Intent.access();
        });
        counted(done.before(), start);
        statistics.put(equal[0] ? 1 : 0, start);
        return equal[0];
    }

    @Override
    public boolean replace(K key, V value) {
        return getAndReplace(key, value) != null;
    }

    @Override
    public V getAndReplace(K key, V value) {
        checkOpen();
        check(key, value);
        long start = statistics.start();
        Done<V> done = changes.change(key, before -> before == null ? Intent.leave() : Intent.put(value));
        counted(done.before(), start);
        statistics.put(done.before() == null ? 0 : 1, start);
        return done.before();
    }

    @Override
    public void removeAll(Set<? extends K> keys) {
        checkOpen();
        checkKeys(keys);
        long start = statistics.start();
        statistics.removed(batches.removeAll(keys), start);
    }

    @Override
    public void removeAll() {
        checkOpen();
        long start = statistics.start();
        statistics.removed(batches.removeAll(batches.keys()), start);
    }

    /** Removes all entries without telling the writer or any listener. */
    @Override
    public void clear() {
        checkOpen();
        map.clear();
    }

    /**
     * Runs the processor in this process, under the key's lock, so it need not be serialisable. Again if an operation that takes no lock got in between: what it does
     * beside changing the entry may be done twice then.
     */
    @Override
    public <T> T invoke(K key, EntryProcessor<K, V, T> entryProcessor, Object... arguments) {
        checkOpen();
        Objects.requireNonNull(key, "a key");
        Objects.requireNonNull(entryProcessor, "an entry processor");
        long start = statistics.start();
        List<@Nullable T> result = new ArrayList<>(1);
        List<Intent<V>> intent = new ArrayList<>(1);
        Done<V> done = changes.changeLocked(key, before -> {
            ProcessorEntry<K, V> entry = new ProcessorEntry<>(key, before, store);
            result.clear();
            result.add(process(entryProcessor, entry, arguments));
            intent.clear();
            intent.add(checked(entry.intent()));
            return entry.intent();
        });
        counted(done.before(), start);
        boolean put = intent.get(0) instanceof Intent.Put<V> change && change.writes();
        statistics.put(put && done.stored() ? 1 : 0, start);
        boolean removed = intent.get(0) instanceof Intent.Remove && done.before() != null;
        statistics.removed(removed ? 1 : 0, start);
        return result.get(0);
    }

    private static <K, V, T> T process(
            EntryProcessor<K, V, T> processor, ProcessorEntry<K, V> entry, Object[] arguments) {
        try {
            return processor.process(entry, arguments);
        } catch (CacheException own) {
            throw own;
        } catch (RuntimeException failed) {
            throw new EntryProcessorException(failed);
        }
    }

    private Intent<V> checked(Intent<V> intent) {
        if (intent instanceof Intent.Put<V> put) {
            checkType("value", valueType, put.value());
        }
        return intent;
    }

    @Override
    public <T> Map<K, EntryProcessorResult<T>> invokeAll(
            Set<? extends K> keys, EntryProcessor<K, V, T> entryProcessor, Object... arguments) {
        checkOpen();
        checkKeys(keys);
        Objects.requireNonNull(entryProcessor, "an entry processor");
        Map<K, EntryProcessorResult<T>> results = new HashMap<>();
        for (K key : keys) {
            try {
                T result = invoke(key, entryProcessor, arguments);
                if (result != null) {
                    results.put(key, new ProcessorResult<>(result, null));
                }
            } catch (RuntimeException failed) {
                results.put(key, new ProcessorResult<>(null, failed));
            }
        }
        return results;
    }

    @Override
    public Iterator<Entry<K, V>> iterator() {
        checkOpen();
        return new CacheIterator<>(
                map.entries(),
                entry -> {
                    checkOpen();
                    long start = statistics.start();
                    K key = map.key(entry.key());
                    V value = map.value(entry.value());
                    if (!expiry.ignoresAccess()) {
                        changes.accessed(key, entry.key(), new Found<>(value, entry.version(), entry.timeToLive()));
                    }
                    statistics.got(1, 0, start);
                    return new PeerGridCacheEntry<>(key, value);
                },
                this::remove);
    }

    @Override
    public void registerCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
        checkOpen();
        synchronized (configuration) {
            configuration.addCacheEntryListenerConfiguration(Objects.requireNonNull(listener, "a listener"));
        }
        try {
            events.register(listener);
        } catch (RuntimeException failed) {
            synchronized (configuration) {
                configuration.removeCacheEntryListenerConfiguration(listener);
            }
            throw failed;
        }
    }

    @Override
    public void deregisterCacheEntryListener(CacheEntryListenerConfiguration<K, V> listener) {
        checkOpen();
        synchronized (configuration) {
            configuration.removeCacheEntryListenerConfiguration(Objects.requireNonNull(listener, "a listener"));
        }
        events.deregister(listener);
    }

    void enableManagement(boolean enabled) {
        checkOpen();
        synchronized (configuration) {
            configuration.setManagementEnabled(enabled);
            show(enabled, CacheBeans.CONFIGURATION, CacheBeans.configuration(this));
        }
    }

    void enableStatistics(boolean enabled) {
        checkOpen();
        synchronized (configuration) {
            configuration.setStatisticsEnabled(enabled);
            statistics.enable(enabled);
            show(enabled, CacheBeans.STATISTICS, statistics);
        }
    }

    private void show(boolean shown, String type, Object bean) {
        if (shown) {
            CacheBeans.register(this, type, bean);
        } else {
            CacheBeans.unregister(this, type);
        }
    }

    /** Removes all entries from the grid and closes. */
    void destroy() {
        if (end()) {
            map.clear();
        }
    }

    /** Entries stay in the grid. */
    @Override
    public void close() {
        boolean unused = end();
    }

    private boolean end() {
        synchronized (configuration) {
            if (closed) {
                return false;
            }
            closed = true;
            show(false, CacheBeans.STATISTICS, statistics);
            show(false, CacheBeans.CONFIGURATION, statistics);
        }
        manager.closed(this);
        events.close();
        endLoads();
        store.close(name);
        Closing.close(expiry.closeable(), name);
        listening.shutdown();
        return true;
    }

    /** So that no loader is used after it was closed. Loads that wait find the cache closed; one that is under way is waited for, unless this is called by it. */
    private void endLoads() {
        loading.shutdown();
        if (LOADS.get() != null) {
            return;
        }
        try {
            if (!loading.awaitTermination(LOAD_ENDS_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("The cache {} is closed while its loader is still busy", name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** This cache, or the {@link GridMap} of bytes that has its entries. */
    @Override
    public <T> T unwrap(Class<T> type) {
        if (type.isInstance(this)) {
            return type.cast(this);
        }
        if (type == GridMap.class) {
            return type.cast(map.map());
        }
        throw new IllegalArgumentException("a PeerGrid cache is no " + type.getName());
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the cache \"" + name + "\" is closed");
        }
    }

    private static void checkKeys(Set<?> keys) {
        for (Object key : keys) {
            Objects.requireNonNull(key, "a key");
        }
    }

    private void check(K key, V value) {
        Objects.requireNonNull(key, "a key");
        Objects.requireNonNull(value, "a value");
        checkType("key", keyType, key);
        checkType("value", valueType, value);
    }

    private void checkType(String what, Class<?> type, Object object) {
        if (!type.isInstance(object)) {
            throw new ClassCastException("a " + what + " of the cache \"" + name + "\" is a " + type.getName()
                    + ", not a " + object.getClass().getName());
        }
    }
}
