package io.peergrid.map;

import io.peergrid.AsyncGridMap;
import io.peergrid.EntryEvent;
import io.peergrid.Explanation;
import io.peergrid.GridEntry;
import io.peergrid.GridMap;
import io.peergrid.GridSubscription;
import io.peergrid.MapStatistics;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.command.Expiry;
import io.peergrid.command.NamespaceFigures;
import io.peergrid.command.Put;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The blocking skin of a map: single keys in the caller's thread, everything larger over the asynchronous twin. Thread-safe. */
final class DistributedMap<K, V> implements GridMap<K, V> {
    private final String name;
    private final Class<K> keyType;
    private final MapCodec<K, V> codec;
    private final CallRunner runner;
    private final Explainer explainer;
    private final Supplier<NamespaceFigures> figures;
    private final MapCalls<K, V> calls;
    private final LocalReads<K, V> localReads;
    private final Swaps<K, V> swaps;
    private final AsyncDistributedMap<K, V> async;
    private final MapListening<K, V> listening;

    DistributedMap(
            String name,
            Class<K> keyType,
            MapCodec<K, V> codec,
            CallRunner runner,
            Explainer explainer,
            Supplier<NamespaceFigures> figures,
            MapListening<K, V> listening) {
        this.name = name;
        this.keyType = keyType;
        this.codec = codec;
        this.runner = runner;
        this.explainer = explainer;
        this.figures = figures;
        this.listening = listening;
        calls = new MapCalls<>(codec, runner.recorder());
        localReads = new LocalReads<>(codec, runner.calls(), runner.recorder());
        swaps = new Swaps<>(calls, runner);
        async = new AsyncDistributedMap<>(codec, runner, explainer, listening);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public AsyncGridMap<K, V> async() {
        return async;
    }

    @Override
    public GridMap<K, V> withDeadline(Duration deadline) {
        return new DistributedMap<>(name, keyType, codec, runner.withDeadline(deadline), explainer, figures, listening);
    }

    @Override
    public GridSubscription listen(Consumer<? super EntryEvent<K, V>> listener) {
        return runner.await(here -> listening.toAll(false, listener, here));
    }

    @Override
    public GridSubscription listen(K key, Consumer<? super EntryEvent<K, V>> listener) {
        return runner.await(here -> listening.toOne(key, listener, here));
    }

    @Override
    public GridSubscription listenWithValues(Consumer<? super EntryEvent<K, V>> listener) {
        return runner.await(here -> listening.toAll(true, listener, here));
    }

    @Override
    public @Nullable V get(Object key) {
        K typed = typed(key);
        runner.calls().checkOpen();
        Object found = localReads.get(typed);
        return found == LocalReads.ELSEWHERE ? runner.run(calls.get(typed)) : localReads.value(found);
    }

    @Override
    public boolean containsKey(Object key) {
        return runner.run(calls.containsKey(typed(key)));
    }

    @Override
    public @Nullable GridEntry<K, V> getEntry(K key) {
        return runner.run(calls.getEntry(key));
    }

    @Override
    public @Nullable V put(K key, V value) {
        return runner.run(calls.put(key, value, Expiry.NEVER, Put.Condition.ALWAYS));
    }

    @Override
    public @Nullable V put(K key, V value, Duration timeToLive) {
        return runner.run(calls.put(key, value, MapCalls.after(timeToLive), Put.Condition.ALWAYS));
    }

    @Override
    public void set(K key, V value) {
        runner.run(calls.set(key, value, Expiry.NEVER));
    }

    @Override
    public void set(K key, V value, Duration timeToLive) {
        runner.run(calls.set(key, value, MapCalls.after(timeToLive)));
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        return runner.run(calls.put(key, value, Expiry.NEVER, Put.Condition.IF_ABSENT));
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value, Duration timeToLive) {
        return runner.run(calls.put(key, value, MapCalls.after(timeToLive), Put.Condition.IF_ABSENT));
    }

    @Override
    public @Nullable V replace(K key, V value) {
        return runner.run(calls.put(key, value, Expiry.KEEP, Put.Condition.IF_PRESENT));
    }

    @Override
    public boolean replace(K key, V expected, V value) {
        Objects.requireNonNull(expected, "the expected value is null; no entry has a null value");
        return swaps.run(key, present -> expected.equals(present) ? new Change.To<>(value) : new Change.None<>())
                .changed();
    }

    @Override
    public @Nullable V remove(Object key) {
        return runner.run(calls.remove(typed(key)));
    }

    @Override
    public boolean remove(Object key, @Nullable Object expected) {
        return expected != null
                && swaps.run(
                                typed(key),
                                present -> expected.equals(present) ? new Change.Gone<>() : new Change.None<>())
                        .changed();
    }

    @Override
    public boolean delete(K key) {
        return runner.run(calls.delete(key));
    }

    @Override
    public boolean compareAndSet(K key, long expectedVersion, V value) {
        return runner.run(calls.compareAndSet(key, expectedVersion, value, Expiry.NEVER));
    }

    @Override
    public boolean compareAndSet(K key, long expectedVersion, V value, Duration timeToLive) {
        return runner.run(calls.compareAndSet(key, expectedVersion, value, MapCalls.after(timeToLive)));
    }

    @Override
    public boolean compareAndDelete(K key, long expectedVersion) {
        return runner.run(calls.compareAndDelete(key, expectedVersion));
    }

    @Override
    public boolean expire(K key, Duration timeToLive) {
        return runner.run(calls.expire(key, timeToLive));
    }

    @Override
    public boolean persist(K key) {
        return runner.run(calls.persist(key));
    }

    @Override
    public @Nullable Duration timeToLive(K key) {
        return runner.run(calls.timeToLive(key));
    }

    @Override
    public Map<K, V> getAll(Collection<? extends K> keys) {
        return runner.await(own -> new BatchCalls<>(codec, own).getAll(keys));
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> entries) {
        runner.await(own -> new BatchCalls<>(codec, own).putAll(entries, Expiry.NEVER));
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> entries, Duration timeToLive) {
        runner.await(own -> new BatchCalls<>(codec, own).putAll(entries, MapCalls.after(timeToLive)));
    }

    @Override
    public long removeAll(Collection<? extends K> keys) {
        return runner.await(own -> new BatchCalls<>(codec, own).removeAll(keys));
    }

    @Override
    public ScanPage<GridEntry<K, V>> scan(ScanCursor cursor, @Nullable String pattern, int count) {
        return runner.await(own -> new ScanCalls<>(codec, own).scan(cursor, pattern, count));
    }

    @Override
    public ScanPage<K> scanKeys(ScanCursor cursor, @Nullable String pattern, int count) {
        return runner.await(own -> new ScanCalls<>(codec, own).scanKeys(cursor, pattern, count));
    }

    @Override
    public Iterable<GridEntry<K, V>> entries() {
        return () -> entryIterator(null);
    }

    @Override
    public Iterable<GridEntry<K, V>> entries(String pattern) {
        return () -> entryIterator(pattern);
    }

    Iterator<GridEntry<K, V>> entryIterator(@Nullable String pattern) {
        return new PageIterator<>(cursor -> scan(cursor, pattern, PageIterator.PAGE), entry -> delete(entry.key()));
    }

    Iterator<K> keyIterator() {
        return new PageIterator<>(cursor -> scanKeys(cursor, null, PageIterator.PAGE), this::delete);
    }

    @Override
    public Set<K> keySet() {
        return new MapViews.Keys<>(this);
    }

    @Override
    public Collection<V> values() {
        return new MapViews.Values<>(this);
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new MapViews.Entries<>(this);
    }

    @Override
    public boolean containsValue(Object value) {
        Objects.requireNonNull(value, "value");
        for (GridEntry<K, V> entry : entries()) {
            if (value.equals(entry.value())) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int size() {
        return (int) Math.min(Integer.MAX_VALUE, mappingCount());
    }

    @Override
    public boolean isEmpty() {
        return mappingCount() == 0;
    }

    @Override
    public long mappingCount() {
        return runner.await(own -> new ScanCalls<>(codec, own).count());
    }

    @Override
    public void clear() {
        runner.await(own -> new ScanCalls<>(codec, own).clear());
    }

    @Override
    public void forEach(BiConsumer<? super K, ? super V> action) {
        entries().forEach(entry -> action.accept(entry.key(), entry.value()));
    }

    @Override
    public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
        PageIterator<K> keys = new PageIterator<>(cursor -> scanKeys(cursor, null, PageIterator.PAGE), this::delete);
        keys.forEachRemaining(key -> computeIfPresent(key, function));
    }

    @Override
    public @Nullable V compute(K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> remapping) {
        Objects.requireNonNull(remapping, "remapping");
        return swaps.run(key, present -> Change.between(present, remapping.apply(key, present)))
                .value();
    }

    @Override
    public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> mapping) {
        Objects.requireNonNull(mapping, "mapping");
        return swaps.run(
                        key,
                        present -> present != null ? new Change.None<>() : Change.between(null, mapping.apply(key)))
                .value();
    }

    @Override
    public @Nullable V computeIfPresent(K key, BiFunction<? super K, ? super V, ? extends @Nullable V> remapping) {
        Objects.requireNonNull(remapping, "remapping");
        return swaps.run(
                        key,
                        present -> present == null
                                ? new Change.None<>()
                                : Change.between(present, remapping.apply(key, present)))
                .value();
    }

    @Override
    public @Nullable V merge(K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> remapping) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(remapping, "remapping");
        return swaps.run(
                        key,
                        present -> Change.between(present, present == null ? value : remapping.apply(present, value)))
                .value();
    }

    @Override
    public @Nullable V getOrDefault(Object key, @Nullable V defaultValue) {
        V value = get(key);
        return value == null ? defaultValue : value;
    }

    @Override
    public Explanation explain(K key) {
        return new MapExplanations<>(codec, calls, runner, explainer).explainNow(key);
    }

    @Override
    public MapStatistics statistics() {
        return runner.recorder().snapshot(figures.get());
    }

    /** As {@link Map} demands, by all entries: asks for each of the other's. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Map<?, ?> map && entrySet().equals(map.entrySet()));
    }

    /** As {@link Map} demands, of all entries: fetches them. */
    @Override
    public int hashCode() {
        return entrySet().hashCode();
    }

    @Override
    public String toString() {
        // Whoever writes a map to a log does not want all entries of all members there.
        return "GridMap " + name;
    }

    private K typed(Object key) {
        Objects.requireNonNull(key, () -> "the key is null; map \"" + name + "\" takes no null keys");
        if (!keyType.isInstance(key)) {
            throw new ClassCastException("map \"" + name + "\" has keys of type " + keyType.getName() + ", not "
                    + key.getClass().getName());
        }
        return keyType.cast(key);
    }
}
