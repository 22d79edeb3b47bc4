package io.peergrid;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The asynchronous twin of {@link GridBucket}: same names, same meaning. Nothing blocks and nothing is thrown for what the grid reports; stages end with the
 * exceptions of this package, on the grid's callback executor or, if the answer is at hand, before the method returns. Thread-safe.
 */
public interface AsyncGridBucket<V> extends AsyncGridStructure {

    /** As {@link GridBucket#get}. */
    CompletionStage<@Nullable V> get();

    /** As {@link GridBucket#set}. */
    CompletionStage<Void> set(V value);

    /** As {@link GridBucket#set}. */
    CompletionStage<Void> set(V value, Duration timeToLive);

    /** As {@link GridBucket#setAndKeepTimeToLive}. */
    CompletionStage<Void> setAndKeepTimeToLive(V value);

    /** As {@link GridBucket#setIfAbsent}. */
    CompletionStage<Boolean> setIfAbsent(V value);

    /** As {@link GridBucket#setIfAbsent}. */
    CompletionStage<Boolean> setIfAbsent(V value, Duration timeToLive);

    /** As {@link GridBucket#setIfPresent}. */
    CompletionStage<Boolean> setIfPresent(V value);

    /** As {@link GridBucket#getAndSet}. */
    CompletionStage<@Nullable V> getAndSet(V value);

    /** As {@link GridBucket#getAndDelete}. */
    CompletionStage<@Nullable V> getAndDelete();

    /** As {@link GridBucket#getAndExpire}. */
    CompletionStage<@Nullable V> getAndExpire(Duration timeToLive);

    /** As {@link GridBucket#getAndPersist}. */
    CompletionStage<@Nullable V> getAndPersist();

    /** As {@link GridBucket#append}. */
    CompletionStage<Long> append(byte[] bytes);

    /** As {@link GridBucket#length}. */
    CompletionStage<Long> length();

    /** As {@link GridBucket#range}. */
    CompletionStage<byte[]> range(long start, long end);

    /** As {@link GridBucket#setRange}. */
    CompletionStage<Long> setRange(long offset, byte[] bytes);
}
