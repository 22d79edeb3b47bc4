package io.peergrid.structure;

import io.peergrid.AsyncGridBucket;
import io.peergrid.GridBucket;
import io.peergrid.map.CallRunner;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The blocking skin of a bucket. Thread-safe. */
final class DistributedBucket<V> implements GridBucket<V>, DistributedStructure {
    private final BucketCalls<V> calls;
    private final CallRunner runner;

    DistributedBucket(BucketCalls<V> calls, CallRunner runner) {
        this.calls = calls;
        this.runner = runner;
    }

    @Override
    public KeyCalls key() {
        return calls.key();
    }

    @Override
    public CallRunner runner() {
        return runner;
    }

    @Override
    public AsyncGridBucket<V> async() {
        return new AsyncDistributedBucket<>(calls, runner);
    }

    @Override
    public GridBucket<V> withDeadline(Duration deadline) {
        return new DistributedBucket<>(calls, runner.withDeadline(deadline));
    }

    @Override
    public @Nullable V get() {
        return runner.run(calls.get());
    }

    @Override
    public void set(V value) {
        runner.run(calls.set(value));
    }

    @Override
    public void set(V value, Duration timeToLive) {
        runner.run(calls.set(value, timeToLive));
    }

    @Override
    public void setAndKeepTimeToLive(V value) {
        runner.run(calls.setAndKeep(value));
    }

    @Override
    public boolean setIfAbsent(V value) {
        return runner.run(calls.setIf(value, "NX", null));
    }

    @Override
    public boolean setIfAbsent(V value, Duration timeToLive) {
        return runner.run(calls.setIf(value, "NX", timeToLive));
    }

    @Override
    public boolean setIfPresent(V value) {
        return runner.run(calls.setIf(value, "XX", null));
    }

    @Override
    public @Nullable V getAndSet(V value) {
        return runner.run(calls.getAndSet(value));
    }

    @Override
    public @Nullable V getAndDelete() {
        return runner.run(calls.getAndDelete());
    }

    @Override
    public @Nullable V getAndExpire(Duration timeToLive) {
        return runner.run(calls.getAndExpire(timeToLive));
    }

    @Override
    public @Nullable V getAndPersist() {
        return runner.run(calls.getAndPersist());
    }

    @Override
    public long append(byte[] bytes) {
        return runner.run(calls.append(bytes));
    }

    @Override
    public long length() {
        return runner.run(calls.length());
    }

    @Override
    public byte[] range(long start, long end) {
        return runner.run(calls.range(start, end));
    }

    @Override
    public long setRange(long offset, byte[] bytes) {
        return runner.run(calls.setRange(offset, bytes));
    }
}
