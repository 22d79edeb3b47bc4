package io.peergrid.cache;

import io.peergrid.AsyncGridCache;
import io.peergrid.CacheBacklog;
import io.peergrid.CacheChange;
import io.peergrid.CacheConfig;
import io.peergrid.CacheLoader;
import io.peergrid.CacheStatistics;
import io.peergrid.EntryEvent;
import io.peergrid.Explanation;
import io.peergrid.GridCache;
import io.peergrid.GridEntry;
import io.peergrid.GridMap;
import io.peergrid.GridSubscription;
import io.peergrid.MapStatistics;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.cache.Writes.Written;
import io.peergrid.command.cache.ClaimEntry.Purpose;
import io.peergrid.map.AbstractGridMap;
import io.peergrid.map.CallRunner;
import io.peergrid.map.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A cache as a map of {@link CachedValue}s, with what its configuration adds. Thread-safe. */
final class DistributedCache<K, V> extends AbstractGridMap<K, V> implements GridCache<K, V> {
    private final CacheParts<K, V> parts;
    private final GridMap<K, CachedValue<V>> entries;
    private final CallRunner runner;
    private final CacheBacklog<K, V> backlog;
    private final AsyncDistributedCache<K, V> async;

    DistributedCache(
            CacheParts<K, V> parts, GridMap<K, CachedValue<V>> entries, CallRunner runner, CacheBacklog<K, V> backlog) {
        this.parts = parts;
        this.backlog = backlog;
        this.entries = entries;
        this.runner = runner;
        async = new AsyncDistributedCache<>(this, parts, entries);
    }

    @Override
    public String name() {
        return parts.config().name();
    }

    @Override
    public CacheConfig<K, V> config() {
        return parts.config();
    }

    @Override
    public AsyncGridCache<K, V> async() {
        return async;
    }

    @Override
    public GridCache<K, V> withDeadline(Duration deadline) {
        return new DistributedCache<>(parts, entries.withDeadline(deadline), runner.withDeadline(deadline), backlog);
    }

    @Override
    public CacheBacklog<K, V> backlog() {
        return backlog;
    }

    @Override
    protected K typed(Object key) {
        return parts.typed(key);
    }

    // Reads.

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable V get(Object key) {
        CachedValue<V> found = hit(key);
        CacheLoader<K, V> loader = parts.loader();
        if (found != null) {
            if (loader != null) {
                refreshAhead((K) key, found, loader);
            }
            return found.value();
        }
        return loader == null ? null : parts.loads().elsewhere(order((K) key, loader, Purpose.LOAD));
    }

    @Override
    public @Nullable V getOrCompute(K key, CacheLoader<? super K, ? extends V> loader) {
        Objects.requireNonNull(loader, "loader");
        CachedValue<V> found = hit(key);
        if (found != null) {
            CacheLoader<K, V> configured = parts.config().loader();
            if (configured != null) {
                refreshAhead(key, found, configured);
            }
            return found.value();
        }
        return parts.loads().here(order(key, loader, Purpose.LOAD));
    }

    /** A value whose time is not over; null if there is none. */
    private @Nullable CachedValue<V> hit(Object key) {
        CachedValue<V> found = entries.get(key);
        boolean hit = found != null && parts.lifetimes().isFresh(found);
        parts.recorder().read(hit);
        return hit ? found : null;
    }

    private void refreshAhead(K key, CachedValue<V> found, CacheLoader<? super K, ? extends V> loader) {
        if (parts.lifetimes().isToBeRefreshed(found)) {
            parts.loads().ahead(key, loader, entries, runner);
        }
    }

    private Loads.Order<K, V> order(K key, CacheLoader<? super K, ? extends V> loader, Purpose purpose) {
        return new Loads.Order<>(key, loader, purpose, entries, runner);
    }

    @Override
    public @Nullable V refresh(K key) {
        CacheLoader<K, V> loader = parts.config().loader();
        if (loader == null) {
            throw new IllegalStateException("the cache \"" + name() + "\" has no loader: give it one with CacheConfig");
        }
        return parts.loads().elsewhere(order(key, loader, Purpose.LOAD_AGAIN));
    }

    @Override
    public Map<K, V> getAll(Collection<? extends K> keys) {
        Map<K, CachedValue<V>> cached = entries.getAll(keys);
        Map<K, V> found = new HashMap<>(2 * cached.size());
        cached.forEach((key, value) -> {
            if (parts.lifetimes().isFresh(value)) {
                found.put(key, value.value());
            }
        });
        Set<K> missing = new LinkedHashSet<>(keys);
        missing.removeAll(found.keySet());
        parts.recorder().read(found.size(), missing.size());
        CacheLoader<K, V> loader = parts.loader();
        if (loader != null && !missing.isEmpty()) {
            loadAll(missing, cached, loader, found);
        }
        return found;
    }

    private List<K> bulk(List<K> absent, Map<K, CachedValue<V>> old, CacheLoader<K, V> loader, Map<K, V> found) {
        return parts.bulkLoads().load(absent, old, loader, runner, found);
    }

    private void loadAll(Set<K> missing, Map<K, CachedValue<V>> cached, CacheLoader<K, V> loader, Map<K, V> found) {
        long deadline = runner.deadline();
        List<K> absent = new ArrayList<>();
        Map<K, CachedValue<V>> old = new HashMap<>();
        for (K key : missing) {
            CachedValue<V> value = cached.get(key);
            if (value == null) {
                absent.add(key);
            } else {
                old.put(key, value);
            }
        }
        for (K key : parts.threads().await(() -> bulk(absent, old, loader, found), deadline, runner)) {
            long left = Math.max(1, deadline - runner.calls().nanoTime());
            CallRunner rest = runner.withDeadline(Duration.ofNanos(left));
            V value = parts.loads().elsewhere(new Loads.Order<>(key, loader, Purpose.LOAD, entries, rest));
            if (value != null) {
                found.put(key, value);
            }
        }
    }

    @Override
    public boolean containsKey(Object key) {
        CachedValue<V> found = entries.get(key);
        return found != null && parts.lifetimes().isFresh(found);
    }

    @Override
    public @Nullable GridEntry<K, V> getEntry(K key) {
        return PlainWrites.present(entries.getEntry(key), parts.lifetimes());
    }

    @Override
    public @Nullable Duration timeToLive(K key) {
        GridEntry<K, CachedValue<V>> found = entries.getEntry(key);
        return found == null || !parts.lifetimes().isFresh(found.value())
                ? null
                : parts.lifetimes().left(found.value());
    }

    // Changes.

    @Override
    protected Change.Result<V> change(K key, Function<@Nullable V, Change<V>> decide) {
        Written<V> written = write(key, true, null, present -> decide.apply(present == null ? null : present.value()));
        return new Change.Result<>(written.changed(), written.after());
    }

    private Written<V> write(
            K key,
            boolean ofRow,
            @Nullable Duration timeToLive,
            Function<@Nullable GridEntry<K, V>, Change<V>> decide) {
        return parts.writes().change(new Writes.Order<>(key, decide, ofRow, timeToLive, entries, runner));
    }

    private Written<V> putFor(K key, V value, @Nullable Duration timeToLive) {
        parts.checkValue(value);
        return write(key, false, timeToLive, present -> new Change.To<>(value));
    }

    @Override
    public @Nullable V put(K key, V value) {
        return putFor(key, value, null).before();
    }

    @Override
    public @Nullable V put(K key, V value, Duration timeToLive) {
        return putFor(key, value, parts.checkTime(timeToLive)).before();
    }

    @Override
    public void set(K key, V value) {
        setFor(key, value, null);
    }

    @Override
    public void set(K key, V value, Duration timeToLive) {
        setFor(key, value, parts.checkTime(timeToLive));
    }

    void setFor(K key, V value, @Nullable Duration timeToLive) {
        parts.checkValue(value);
        if (parts.isPlain()) {
            CachedValue<V> cached = parts.lifetimes().begin(key, value, 0, timeToLive);
            Duration kept = parts.lifetimes().kept(cached);
            if (kept == null) {
                entries.set(key, cached);
            } else {
                entries.set(key, cached, kept);
            }
        } else {
            putFor(key, value, timeToLive);
        }
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        return putIfAbsentFor(key, value, null);
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value, Duration timeToLive) {
        return putIfAbsentFor(key, value, parts.checkTime(timeToLive));
    }

    private @Nullable V putIfAbsentFor(K key, V value, @Nullable Duration timeToLive) {
        parts.checkValue(value);
        return write(key, true, timeToLive, present -> present == null ? new Change.To<>(value) : new Change.None<>())
                .before();
    }

    @Override
    public @Nullable V replace(K key, V value) {
        parts.checkValue(value);
        return write(key, true, null, present -> present == null ? new Change.None<>() : new Change.To<>(value))
                .before();
    }

    @Override
    public @Nullable V remove(Object key) {
        return write(typed(key), false, null, present -> new Change.Gone<>()).before();
    }

    @Override
    public boolean delete(K key) {
        return parts.isPlain() ? entries.delete(key) : remove(key) != null;
    }

    @Override
    public boolean compareAndSet(K key, long expectedVersion, V value) {
        return compareAndSetFor(key, expectedVersion, value, null);
    }

    @Override
    public boolean compareAndSet(K key, long expectedVersion, V value, Duration timeToLive) {
        return compareAndSetFor(key, expectedVersion, value, parts.checkTime(timeToLive));
    }

    private boolean compareAndSetFor(K key, long expectedVersion, V value, @Nullable Duration timeToLive) {
        parts.checkValue(value);
        return write(
                        key,
                        false,
                        timeToLive,
                        present -> (present == null ? 0 : present.version()) == expectedVersion
                                ? new Change.To<>(value)
                                : new Change.None<>())
                .changed();
    }

    @Override
    public boolean compareAndDelete(K key, long expectedVersion) {
        return write(
                        key,
                        false,
                        null,
                        present -> present != null && present.version() == expectedVersion
                                ? new Change.Gone<>()
                                : new Change.None<>())
                .changed();
    }

    @Override
    public boolean expire(K key, Duration timeToLive) {
        return last(key, parts.checkTime(timeToLive));
    }

    @Override
    public boolean persist(K key) {
        return timeToLive(key) != null && last(key, null);
    }

    /** Concerns the cache alone. */
    private boolean last(K key, @Nullable Duration timeToLive) {
        while (true) {
            GridEntry<K, CachedValue<V>> found = entries.getEntry(key);
            if (found == null || !parts.lifetimes().isFresh(found.value())) {
                return false;
            }
            CachedValue<V> value = parts.lifetimes().lasting(key, found.value().value(), timeToLive);
            if (PlainWrites.swap(entries, key, found.version(), value, parts.lifetimes())) {
                return true;
            }
        }
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> all) {
        putAllFor(all, null);
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> all, Duration timeToLive) {
        putAllFor(all, parts.checkTime(timeToLive));
    }

    private void putAllFor(Map<? extends K, ? extends V> all, @Nullable Duration timeToLive) {
        all.values().forEach(parts::checkValue);
        if (!parts.isPlain()) {
            EachByItself.run(all.entrySet(), entry -> putFor(entry.getKey(), entry.getValue(), timeToLive));
            return;
        }
        Map<K, CachedValue<V>> cached = new HashMap<>(2 * all.size());
        all.forEach((key, value) -> cached.put(key, parts.lifetimes().begin(key, value, 0, timeToLive)));
        Duration kept = parts.lifetimes().longest(cached.values());
        if (kept == null) {
            entries.putAll(cached);
        } else {
            entries.putAll(cached, kept);
        }
    }

    @Override
    public long removeAll(Collection<? extends K> keys) {
        if (parts.isPlain()) {
            return entries.removeAll(keys);
        }
        long[] removed = new long[1];
        EachByItself.run(new LinkedHashSet<>(keys), key -> removed[0] += remove(key) == null ? 0 : 1);
        return removed[0];
    }

    // Forgetting.

    @Override
    public boolean invalidate(K key) {
        return entries.delete(key);
    }

    @Override
    public long invalidateAll(Collection<? extends K> keys) {
        return entries.removeAll(keys);
    }

    @Override
    public long invalidateTag(String tag) {
        return parts.sweeps().tagged(runner, tag);
    }

    @Override
    public long invalidateIf(Predicate<? super GridEntry<K, V>> predicate) {
        parts.sweeps().loads(runner);
        long removed = 0;
        for (GridEntry<K, CachedValue<V>> entry : entries.entries()) {
            removed += invalidateIf(entry, predicate) ? 1 : 0;
        }
        return removed;
    }

    /** Also what is kept for stale reads. */
    private boolean invalidateIf(GridEntry<K, CachedValue<V>> seen, Predicate<? super GridEntry<K, V>> predicate) {
        GridEntry<K, CachedValue<V>> entry = seen;
        while (entry != null && predicate.test(parts.lifetimes().shown(entry))) {
            if (entries.compareAndDelete(entry.key(), entry.version())) {
                return true;
            }
            entry = entries.getEntry(entry.key());
        }
        return false;
    }

    @Override
    public void clear() {
        parts.sweeps().loads(runner);
        entries.clear();
    }

    @Override
    public CacheChange changing(Set<? extends K> keys) {
        return OpenChange.begin(keys.stream().map(parts.keys()).toList(), parts.claims(), runner);
    }

    // All entries.

    @Override
    public ScanPage<GridEntry<K, V>> scan(ScanCursor cursor, @Nullable String pattern, int count) {
        return CacheViews.fresh(entries.scan(cursor, pattern, count), parts.lifetimes());
    }

    @Override
    public ScanPage<K> scanKeys(ScanCursor cursor, @Nullable String pattern, int count) {
        return CacheViews.keys(scan(cursor, pattern, count));
    }

    @Override
    public long mappingCount() {
        return entries.mappingCount();
    }

    // Listening, and what is known.

    @Override
    public GridSubscription listen(Consumer<? super EntryEvent<K, V>> listener) {
        return entries.listen(event -> listener.accept(CacheViews.event(event)));
    }

    @Override
    public GridSubscription listen(K key, Consumer<? super EntryEvent<K, V>> listener) {
        return entries.listen(key, event -> listener.accept(CacheViews.event(event)));
    }

    @Override
    public GridSubscription listenWithValues(Consumer<? super EntryEvent<K, V>> listener) {
        return entries.listenWithValues(event -> listener.accept(CacheViews.event(event)));
    }

    @Override
    public Explanation explain(K key) {
        return entries.explain(key);
    }

    @Override
    public MapStatistics statistics() {
        return entries.statistics();
    }

    @Override
    public CacheStatistics cacheStatistics() {
        return parts.recorder().snapshot();
    }

    @Override
    public String toString() {
        return "GridCache " + name();
    }
}
