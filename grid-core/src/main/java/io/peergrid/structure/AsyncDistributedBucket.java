package io.peergrid.structure;

import io.peergrid.AsyncGridBucket;
import io.peergrid.map.CallRunner;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The asynchronous skin of a bucket. Thread-safe. */
final class AsyncDistributedBucket<V> extends AsyncDistributedStructure implements AsyncGridBucket<V> {
    private final BucketCalls<V> calls;

    AsyncDistributedBucket(BucketCalls<V> calls, CallRunner runner) {
        super(calls.key(), runner);
        this.calls = calls;
    }

    @Override
    public CompletionStage<@Nullable V> get() {
        return runner.start(calls.get());
    }

    @Override
    public CompletionStage<Void> set(V value) {
        return runner.start(calls.set(value));
    }

    @Override
    public CompletionStage<Void> set(V value, Duration timeToLive) {
        return runner.start(calls.set(value, timeToLive));
    }

    @Override
    public CompletionStage<Void> setAndKeepTimeToLive(V value) {
        return runner.start(calls.setAndKeep(value));
    }

    @Override
    public CompletionStage<Boolean> setIfAbsent(V value) {
        return runner.start(calls.setIf(value, "NX", null));
    }

    @Override
    public CompletionStage<Boolean> setIfAbsent(V value, Duration timeToLive) {
        return runner.start(calls.setIf(value, "NX", timeToLive));
    }

    @Override
    public CompletionStage<Boolean> setIfPresent(V value) {
        return runner.start(calls.setIf(value, "XX", null));
    }

    @Override
    public CompletionStage<@Nullable V> getAndSet(V value) {
        return runner.start(calls.getAndSet(value));
    }

    @Override
    public CompletionStage<@Nullable V> getAndDelete() {
        return runner.start(calls.getAndDelete());
    }

    @Override
    public CompletionStage<@Nullable V> getAndExpire(Duration timeToLive) {
        return runner.start(calls.getAndExpire(timeToLive));
    }

    @Override
    public CompletionStage<@Nullable V> getAndPersist() {
        return runner.start(calls.getAndPersist());
    }

    @Override
    public CompletionStage<Long> append(byte[] bytes) {
        return runner.start(calls.append(bytes));
    }

    @Override
    public CompletionStage<Long> length() {
        return runner.start(calls.length());
    }

    @Override
    public CompletionStage<byte[]> range(long start, long end) {
        return runner.start(calls.range(start, end));
    }

    @Override
    public CompletionStage<Long> setRange(long offset, byte[] bytes) {
        return runner.start(calls.setRange(offset, bytes));
    }
}
