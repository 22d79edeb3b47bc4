package io.peergrid;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous twin of {@link GridMap}: same names, same meaning. Nothing blocks and nothing is thrown for what the
 * grid reports; stages end with the exceptions of this package. Arguments that are wrong in themselves (null, a refused
 * key type) are thrown at once. Stages complete on the grid's callback executor or, if the answer is at hand, before the
 * method returns. Thread-safe.
 */
public interface AsyncGridMap<K, V> {

    /** Completes with null if absent. */
    CompletionStage<@Nullable V> get(K key);

    /** As {@link GridMap#getEntry}. */
    CompletionStage<@Nullable GridEntry<K, V>> getEntry(K key);

    CompletionStage<Boolean> containsKey(K key);

    /** Completes with the previous value, null if there was none. An entry put without a time to live never expires. */
    CompletionStage<@Nullable V> put(K key, V value);

    CompletionStage<@Nullable V> put(K key, V value, Duration timeToLive);

    /** As {@link GridMap#set(Object, Object)}. */
    CompletionStage<Void> set(K key, V value);

    CompletionStage<Void> set(K key, V value, Duration timeToLive);

    /** Completes with the present value, or null if the new one was put. */
    CompletionStage<@Nullable V> putIfAbsent(K key, V value);

    CompletionStage<@Nullable V> putIfAbsent(K key, V value, Duration timeToLive);

    /** Completes with the previous value, or null if the key was absent and nothing happened. */
    CompletionStage<@Nullable V> replace(K key, V value);

    /** As {@link GridMap#replace(Object, Object, Object)}. */
    CompletionStage<Boolean> replace(K key, V expected, V value);

    /** Completes with the removed value, or null. */
    CompletionStage<@Nullable V> remove(K key);

    /** As {@link GridMap#remove(Object, Object)}. */
    CompletionStage<Boolean> remove(K key, V expected);

    /** As {@link GridMap#delete}. */
    CompletionStage<Boolean> delete(K key);

    /** As {@link GridMap#compareAndSet(Object, long, Object)}. */
    CompletionStage<Boolean> compareAndSet(K key, long expectedVersion, V value);

    CompletionStage<Boolean> compareAndSet(K key, long expectedVersion, V value, Duration timeToLive);

    /** As {@link GridMap#compareAndDelete}. */
    CompletionStage<Boolean> compareAndDelete(K key, long expectedVersion);

    /** As {@link GridMap#expire}. */
    CompletionStage<Boolean> expire(K key, Duration timeToLive);

    /** As {@link GridMap#persist}. */
    CompletionStage<Boolean> persist(K key);

    /** As {@link GridMap#timeToLive}. */
    CompletionStage<@Nullable Duration> timeToLive(K key);

    /** As {@link GridMap#getAll}. */
    CompletionStage<Map<K, V>> getAll(Collection<? extends K> keys);

    /** As {@link GridMap#putAll(Map)}. */
    CompletionStage<Void> putAll(Map<? extends K, ? extends V> entries);

    CompletionStage<Void> putAll(Map<? extends K, ? extends V> entries, Duration timeToLive);

    /** As {@link GridMap#removeAll}. */
    CompletionStage<Long> removeAll(Collection<? extends K> keys);

    /** As {@link GridMap#scan(ScanCursor, String, int)}. */
    CompletionStage<ScanPage<GridEntry<K, V>>> scan(ScanCursor cursor, @Nullable String pattern, int count);

    /** As {@link GridMap#scanKeys(ScanCursor, String, int)}. */
    CompletionStage<ScanPage<K>> scanKeys(ScanCursor cursor, @Nullable String pattern, int count);

    /** As {@link GridMap#mappingCount}. */
    CompletionStage<Long> mappingCount();

    /** As {@link GridMap#clear}. */
    CompletionStage<Void> clear();

    /** As {@link GridMap#compute}; the function runs on the callback executor and must not block. */
    CompletionStage<@Nullable V> compute(
            K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> remapping);

    /** As {@link GridMap#computeIfAbsent}; the function runs on the callback executor and must not block. */
    CompletionStage<@Nullable V> computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> mapping);

    /** As {@link GridMap#computeIfPresent}; the function runs on the callback executor and must not block. */
    CompletionStage<@Nullable V> computeIfPresent(
            K key, BiFunction<? super K, ? super V, ? extends @Nullable V> remapping);

    /** As {@link GridMap#merge}; the function runs on the callback executor and must not block. */
    CompletionStage<@Nullable V> merge(
            K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> remapping);

    /** As {@link GridMap#listen(Consumer)}. */
    CompletionStage<GridSubscription> listen(Consumer<? super EntryEvent<K, V>> listener);

    /** As {@link GridMap#listen(Object, Consumer)}. */
    CompletionStage<GridSubscription> listen(K key, Consumer<? super EntryEvent<K, V>> listener);

    /** As {@link GridMap#listenWithValues}. */
    CompletionStage<GridSubscription> listenWithValues(Consumer<? super EntryEvent<K, V>> listener);

    /** Where the key lives, and what is known of its value. */
    CompletionStage<Explanation> explain(K key);
}
