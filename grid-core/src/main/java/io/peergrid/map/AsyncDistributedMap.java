package io.peergrid.map;

import io.peergrid.AsyncGridMap;
import io.peergrid.EntryEvent;
import io.peergrid.Explanation;
import io.peergrid.GridEntry;
import io.peergrid.GridException;
import io.peergrid.GridSubscription;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.command.Expiry;
import io.peergrid.command.Put;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The asynchronous skin of a map. Thread-safe. */
final class AsyncDistributedMap<K, V> implements AsyncGridMap<K, V> {
    private final MapCalls<K, V> calls;
    private final CallRunner runner;
    private final LocalReads<K, V> localReads;
    private final BatchCalls<K, V> batches;
    private final ScanCalls<K, V> scans;
    private final Swaps<K, V> swaps;
    private final MapExplanations<K, V> explanations;
    private final MapListening<K, V> listening;
    private final NearUse<K, V> near;

    AsyncDistributedMap(
            MapCodec<K, V> codec,
            CallRunner runner,
            Explainer explainer,
            MapListening<K, V> listening,
            NearUse<K, V> near) {
        this.runner = runner;
        this.near = near;
        this.listening = listening;
        calls = new MapCalls<>(codec, runner.recorder(), near);
        localReads = new LocalReads<>(codec, runner.calls(), runner.recorder());
        batches = new BatchCalls<>(codec, runner, near);
        scans = new ScanCalls<>(codec, runner);
        swaps = new Swaps<>(calls, runner);
        explanations = new MapExplanations<>(codec, calls, runner, explainer);
    }

    @Override
    public CompletionStage<GridSubscription> listen(Consumer<? super EntryEvent<K, V>> listener) {
        return listening.toAll(false, listener, runner);
    }

    @Override
    public CompletionStage<GridSubscription> listen(K key, Consumer<? super EntryEvent<K, V>> listener) {
        return listening.toOne(key, listener, runner);
    }

    @Override
    public CompletionStage<GridSubscription> listenWithValues(Consumer<? super EntryEvent<K, V>> listener) {
        return listening.toAll(true, listener, runner);
    }

    @Override
    public CompletionStage<@Nullable V> get(K key) {
        try {
            runner.calls().checkOpen();
            Object copy = near.get(key);
            if (copy != null) {
                return CompletableFuture.completedFuture(near.value(copy));
            }
            Object found = localReads.get(key);
            return found == LocalReads.ELSEWHERE
                    ? runner.start(calls.get(key))
                    : CompletableFuture.completedFuture(localReads.value(found));
        } catch (GridException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    @Override
    public CompletionStage<@Nullable GridEntry<K, V>> getEntry(K key) {
        return runner.start(calls.getEntry(key));
    }

    @Override
    public CompletionStage<Boolean> containsKey(K key) {
        return runner.start(calls.containsKey(key));
    }

    @Override
    public CompletionStage<@Nullable V> put(K key, V value) {
        return runner.start(calls.put(key, value, Expiry.NEVER, Put.Condition.ALWAYS));
    }

    @Override
    public CompletionStage<@Nullable V> put(K key, V value, Duration timeToLive) {
        return runner.start(calls.put(key, value, Expiry.after(timeToLive), Put.Condition.ALWAYS));
    }

    @Override
    public CompletionStage<Void> set(K key, V value) {
        return runner.start(calls.set(key, value, Expiry.NEVER));
    }

    @Override
    public CompletionStage<Void> set(K key, V value, Duration timeToLive) {
        return runner.start(calls.set(key, value, Expiry.after(timeToLive)));
    }

    @Override
    public CompletionStage<@Nullable V> putIfAbsent(K key, V value) {
        return runner.start(calls.put(key, value, Expiry.NEVER, Put.Condition.IF_ABSENT));
    }

    @Override
    public CompletionStage<@Nullable V> putIfAbsent(K key, V value, Duration timeToLive) {
        return runner.start(calls.put(key, value, Expiry.after(timeToLive), Put.Condition.IF_ABSENT));
    }

    @Override
    public CompletionStage<@Nullable V> replace(K key, V value) {
        return runner.start(calls.put(key, value, Expiry.KEEP, Put.Condition.IF_PRESENT));
    }

    @Override
    public CompletionStage<Boolean> replace(K key, V expected, V value) {
        return swaps.start(key, present -> expected.equals(present) ? new Change.To<>(value) : new Change.None<>())
                .thenApply(Change.Result::changed);
    }

    @Override
    public CompletionStage<@Nullable V> remove(K key) {
        return runner.start(calls.remove(key));
    }

    @Override
    public CompletionStage<Boolean> remove(K key, V expected) {
        return swaps.start(key, present -> expected.equals(present) ? new Change.Gone<>() : new Change.None<>())
                .thenApply(Change.Result::changed);
    }

    @Override
    public CompletionStage<Boolean> delete(K key) {
        return runner.start(calls.delete(key));
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(K key, long expectedVersion, V value) {
        return runner.start(calls.compareAndSet(key, expectedVersion, value, Expiry.NEVER));
    }

    @Override
    public CompletionStage<Boolean> compareAndSet(K key, long expectedVersion, V value, Duration timeToLive) {
        return runner.start(calls.compareAndSet(key, expectedVersion, value, Expiry.after(timeToLive)));
    }

    @Override
    public CompletionStage<Boolean> compareAndDelete(K key, long expectedVersion) {
        return runner.start(calls.compareAndDelete(key, expectedVersion));
    }

    @Override
    public CompletionStage<Boolean> expire(K key, Duration timeToLive) {
        return runner.start(calls.expire(key, timeToLive));
    }

    @Override
    public CompletionStage<Boolean> persist(K key) {
        return runner.start(calls.persist(key));
    }

    @Override
    public CompletionStage<@Nullable Duration> timeToLive(K key) {
        return runner.start(calls.timeToLive(key));
    }

    @Override
    public CompletionStage<Map<K, V>> getAll(Collection<? extends K> keys) {
        return batches.getAll(keys);
    }

    @Override
    public CompletionStage<Void> putAll(Map<? extends K, ? extends V> entries) {
        return batches.putAll(entries, Expiry.NEVER);
    }

    @Override
    public CompletionStage<Void> putAll(Map<? extends K, ? extends V> entries, Duration timeToLive) {
        return batches.putAll(entries, Expiry.after(timeToLive));
    }

    @Override
    public CompletionStage<Long> removeAll(Collection<? extends K> keys) {
        return batches.removeAll(keys);
    }

    @Override
    public CompletionStage<ScanPage<GridEntry<K, V>>> scan(ScanCursor cursor, @Nullable String pattern, int count) {
        return scans.scan(cursor, pattern, count);
    }

    @Override
    public CompletionStage<ScanPage<K>> scanKeys(ScanCursor cursor, @Nullable String pattern, int count) {
        return scans.scanKeys(cursor, pattern, count);
    }

    @Override
    public CompletionStage<Long> mappingCount() {
        return scans.count();
    }

    @Override
    public CompletionStage<Void> clear() {
        return scans.clear().thenRun(near::cleared);
    }

    @Override
    public CompletionStage<@Nullable V> compute(
            K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> remapping) {
        return swaps.start(key, present -> Change.between(present, remapping.apply(key, present)))
                .thenApply(Change.Result::value);
    }

    @Override
    public CompletionStage<@Nullable V> computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> mapping) {
        return swaps.start(
                        key,
                        present -> present != null ? new Change.None<>() : Change.between(null, mapping.apply(key)))
                .thenApply(Change.Result::value);
    }

    @Override
    public CompletionStage<@Nullable V> computeIfPresent(
            K key, BiFunction<? super K, ? super V, ? extends @Nullable V> remapping) {
        return swaps.start(
                        key,
                        present -> present == null
                                ? new Change.None<>()
                                : Change.between(present, remapping.apply(key, present)))
                .thenApply(Change.Result::value);
    }

    @Override
    public CompletionStage<@Nullable V> merge(
            K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> remapping) {
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(remapping, "remapping");
        return swaps.start(
                        key,
                        present -> Change.between(present, present == null ? value : remapping.apply(present, value)))
                .thenApply(Change.Result::value);
    }

    @Override
    public CompletionStage<Explanation> explain(K key) {
        return explanations.explain(key);
    }
}
