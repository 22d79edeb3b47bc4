package io.peergrid.cache;

import io.peergrid.AsyncGridCache;
import io.peergrid.CacheLoader;
import io.peergrid.EntryEvent;
import io.peergrid.Explanation;
import io.peergrid.GridEntry;
import io.peergrid.GridMap;
import io.peergrid.GridSubscription;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The asynchronous skin of a cache: what may have to wait for a store, or is made of several calls, is done by threads that may. Thread-safe. */
final class AsyncDistributedCache<K, V> implements AsyncGridCache<K, V> {
    private final DistributedCache<K, V> cache;
    private final CacheParts<K, V> parts;
    private final GridMap<K, CachedValue<V>> entries;

    AsyncDistributedCache(DistributedCache<K, V> cache, CacheParts<K, V> parts, GridMap<K, CachedValue<V>> entries) {
        this.cache = cache;
        this.parts = parts;
        this.entries = entries;
    }

    private <T> CompletionStage<T> start(Supplier<T> call) {
        return parts.threads().supply(call);
    }

    private CompletionStage<Void> begin(Runnable call) {
        return parts.threads().supply(() -> {
            call.run();
            return null;
        });
    }

    @Override
    public CompletionStage<@Nullable V> get(K key) {
        return entries.async().get(key).thenCompose(found -> {
            boolean hit = found != null
                    && parts.lifetimes().isFresh(found)
                    && !parts.lifetimes().isToBeRefreshed(found);
            if (!hit) {
                return start(() -> cache.get(key));
            }
            parts.recorder().read(true);
            return CompletableFuture.<@Nullable V>completedFuture(
                    Objects.requireNonNull(found).value());
        });
    }

    @Override
    public CompletionStage<@Nullable V> getOrCompute(K key, CacheLoader<? super K, ? extends V> loader) {
        return start(() -> cache.getOrCompute(key, loader));
    }

    @Override
    public CompletionStage<@Nullable V> refresh(K key) {
        return start(() -> cache.refresh(key));
    }

    @Override
    public CompletionStage<Boolean> invalidate(K key) {
        return entries.async().delete(key);
    }

    @Override
    public CompletionStage<Long> invalidateAll(Collection<? extends K> keys) {
        return entries.async().removeAll(keys);
    }

    @Override
    public CompletionStage<Long> invalidateTag(String tag) {
        return start(() -> cache.invalidateTag(tag));
    }

    @Override
    public CompletionStage<@Nullable GridEntry<K, V>> getEntry(K key) {
        return entries.async().getEntry(key).thenApply(found -> PlainWrites.present(found, parts.lifetimes()));
    }

    @Override
    public CompletionStage<Boolean> containsKey(K key) {
        return getEntry(key).thenApply(Objects::nonNull);
    }

    @Override
    public CompletionStage<@Nullable V> put(K key, V value) {
        return start(() -> cache.put(key, value));
    }

    @Override
    public CompletionStage<@Nullable V> put(K key, V value, Duration timeToLive) {
        return start(() -> cache.put(key, value, timeToLive));
    }

    @Override
    public CompletionStage<Void> set(K key, V value) {
        return setFor(key, value, null);
    }

    @Override
    public CompletionStage<Void> set(K key, V value, Duration timeToLive) {
        return setFor(key, value, parts.checkTime(timeToLive));
    }

    private CompletionStage<Void> setFor(K key, V value, @Nullable Duration timeToLive) {
        if (!parts.isPlain()) {
            return begin(() -> cache.setFor(key, value, timeToLive));
        }
        CachedValue<V> cached = parts.lifetimes().begin(key, parts.checkValue(value), 0, timeToLive);
        Duration kept = parts.lifetimes().kept(cached);
        return kept == null ? entries.async().set(key, cached) : entries.async().set(key, cached, kept);
    }

    @Override
    public CompletionStage<@Nullable V> putIfAbsent(K key, V value) {
        return start(() -> cache.putIfAbsent(key, value));
    }

    @Override
    public CompletionStage<@Nullable V> putIfAbsent(K key, V value, Duration timeToLive) {
        return start(() -> cache.putIfAbsent(key, value, timeToLive));
    }

    @Override
    public CompletionStage<@Nullable V> replace(K key, V value) {
        return start(() -> cache.replace(key, value));
    }

    @Override
    public CompletionStage<Boolean> replace(K key, V expected, V value) {
        return start(() -> cache.replace(key, expected, value));
    }

    @Override
    public CompletionStage<@Nullable V> remove(K key) {
        return start(() -> cache.remove(key));
    }

    @Override
    public CompletionStage<Boolean> remove(K key, V expected) {
        return start(() -> cache.remove(key, expected));
    }

    @Override
    public CompletionStage<Boolean> delete(K key) {
        return parts.isPlain() ? entries.async().delete(key) : start(() -> cache.delete(key));
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(K key, long expectedVersion, V value) {
        return start(() -> cache.compareAndSet(key, expectedVersion, value));
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(K key, long expectedVersion, V value, Duration timeToLive) {
        return start(() -> cache.compareAndSet(key, expectedVersion, value, timeToLive));
    }

    @Override
    public CompletionStage<Boolean> compareAndDelete(K key, long expectedVersion) {
        return start(() -> cache.compareAndDelete(key, expectedVersion));
    }

    @Override
    public CompletionStage<Boolean> expire(K key, Duration timeToLive) {
        return start(() -> cache.expire(key, timeToLive));
    }

    @Override
    public CompletionStage<Boolean> persist(K key) {
        return start(() -> cache.persist(key));
    }

    @Override
    public CompletionStage<@Nullable Duration> timeToLive(K key) {
        return start(() -> cache.timeToLive(key));
    }

    @Override
    public CompletionStage<Map<K, V>> getAll(Collection<? extends K> keys) {
        return start(() -> cache.getAll(keys));
    }

    @Override
    public CompletionStage<Void> putAll(Map<? extends K, ? extends V> all) {
        return begin(() -> cache.putAll(all));
    }

    @Override
    public CompletionStage<Void> putAll(Map<? extends K, ? extends V> all, Duration timeToLive) {
        return begin(() -> cache.putAll(all, timeToLive));
    }

    @Override
    public CompletionStage<Long> removeAll(Collection<? extends K> keys) {
        return start(() -> cache.removeAll(keys));
    }

    @Override
    public CompletionStage<ScanPage<GridEntry<K, V>>> scan(ScanCursor cursor, @Nullable String pattern, int count) {
        return entries.async()
                .scan(cursor, pattern, count)
                .thenApply(page -> CacheViews.fresh(page, parts.lifetimes()));
    }

    @Override
    public CompletionStage<ScanPage<K>> scanKeys(ScanCursor cursor, @Nullable String pattern, int count) {
        return scan(cursor, pattern, count).thenApply(CacheViews::keys);
    }

    @Override
    public CompletionStage<Long> mappingCount() {
        return entries.async().mappingCount();
    }

    @Override
    public CompletionStage<Void> clear() {
        return begin(cache::clear);
    }

    @Override
    public CompletionStage<@Nullable V> compute(
            K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> remapping) {
        return start(() -> cache.compute(key, remapping));
    }

    @Override
    public CompletionStage<@Nullable V> computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> mapping) {
        return start(() -> cache.computeIfAbsent(key, mapping));
    }

    @Override
    public CompletionStage<@Nullable V> computeIfPresent(
            K key, BiFunction<? super K, ? super V, ? extends @Nullable V> remapping) {
        return start(() -> cache.computeIfPresent(key, remapping));
    }

    @Override
    public CompletionStage<@Nullable V> merge(
            K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> remapping) {
        return start(() -> cache.merge(key, value, remapping));
    }

    @Override
    public CompletionStage<GridSubscription> listen(Consumer<? super EntryEvent<K, V>> listener) {
        return entries.async().listen(event -> listener.accept(CacheViews.event(event)));
    }

    @Override
    public CompletionStage<GridSubscription> listen(K key, Consumer<? super EntryEvent<K, V>> listener) {
        return entries.async().listen(key, event -> listener.accept(CacheViews.event(event)));
    }

    @Override
    public CompletionStage<GridSubscription> listenWithValues(Consumer<? super EntryEvent<K, V>> listener) {
        return entries.async().listenWithValues(event -> listener.accept(CacheViews.event(event)));
    }

    @Override
    public CompletionStage<Explanation> explain(K key) {
        return entries.async().explain(key);
    }
}
