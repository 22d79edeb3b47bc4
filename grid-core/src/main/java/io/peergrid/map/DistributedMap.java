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
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The blocking skin of a map: single keys in the caller's thread, everything larger over the asynchronous twin. Thread-safe. */
final class DistributedMap<K, V> extends AbstractGridMap<K, V> {
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
    private final NearUse<K, V> near;

    DistributedMap(
            String name,
            Class<K> keyType,
            MapCodec<K, V> codec,
            CallRunner runner,
            Explainer explainer,
            Supplier<NamespaceFigures> figures,
            MapListening<K, V> listening,
            NearUse<K, V> near) {
        this.name = name;
        this.keyType = keyType;
        this.codec = codec;
        this.runner = runner;
        this.explainer = explainer;
        this.figures = figures;
        this.listening = listening;
        this.near = near;
        calls = new MapCalls<>(codec, runner.recorder(), near);
        localReads = new LocalReads<>(codec, runner.calls(), runner.recorder());
        swaps = new Swaps<>(calls, runner);
        async = new AsyncDistributedMap<>(codec, runner, explainer, listening, near);
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
        return new DistributedMap<>(
                name, keyType, codec, runner.withDeadline(deadline), explainer, figures, listening, near);
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
        Object copy = near.get(typed);
        if (copy != null) {
            return near.value(copy);
        }
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
        return runner.run(calls.put(key, value, Expiry.after(timeToLive), Put.Condition.ALWAYS));
    }

    @Override
    public void set(K key, V value) {
        runner.run(calls.set(key, value, Expiry.NEVER));
    }

    @Override
    public void set(K key, V value, Duration timeToLive) {
        runner.run(calls.set(key, value, Expiry.after(timeToLive)));
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value) {
        return runner.run(calls.put(key, value, Expiry.NEVER, Put.Condition.IF_ABSENT));
    }

    @Override
    public @Nullable V putIfAbsent(K key, V value, Duration timeToLive) {
        return runner.run(calls.put(key, value, Expiry.after(timeToLive), Put.Condition.IF_ABSENT));
    }

    @Override
    public @Nullable V replace(K key, V value) {
        return runner.run(calls.put(key, value, Expiry.KEEP, Put.Condition.IF_PRESENT));
    }

    @Override
    public @Nullable V remove(Object key) {
        return runner.run(calls.remove(typed(key)));
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
        return runner.run(calls.compareAndSet(key, expectedVersion, value, Expiry.after(timeToLive)));
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
        return runner.await(own -> new BatchCalls<>(codec, own, near).getAll(keys));
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> entries) {
        runner.await(own -> new BatchCalls<>(codec, own, near).putAll(entries, Expiry.NEVER));
    }

    @Override
    public void putAll(Map<? extends K, ? extends V> entries, Duration timeToLive) {
        runner.await(own -> new BatchCalls<>(codec, own, near).putAll(entries, Expiry.after(timeToLive)));
    }

    @Override
    public long removeAll(Collection<? extends K> keys) {
        return runner.await(own -> new BatchCalls<>(codec, own, near).removeAll(keys));
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
    public long mappingCount() {
        return runner.await(own -> new ScanCalls<>(codec, own).count());
    }

    @Override
    public void clear() {
        runner.await(own -> new ScanCalls<>(codec, own).clear());
        near.cleared();
    }

    @Override
    public Explanation explain(K key) {
        return new MapExplanations<>(codec, calls, runner, explainer).explainNow(key);
    }

    @Override
    public MapStatistics statistics() {
        return runner.recorder().snapshot(figures.get());
    }

    @Override
    public String toString() {
        // Whoever writes a map to a log does not want all entries of all members there.
        return "GridMap " + name;
    }

    @Override
    protected Change.Result<V> change(K key, Function<@Nullable V, Change<V>> decide) {
        return swaps.run(key, decide);
    }

    @Override
    protected K typed(Object key) {
        Objects.requireNonNull(key, () -> "the key is null; map \"" + name + "\" takes no null keys");
        if (!keyType.isInstance(key)) {
            throw new ClassCastException("map \"" + name + "\" has keys of type " + keyType.getName() + ", not "
                    + key.getClass().getName());
        }
        return keyType.cast(key);
    }
}
