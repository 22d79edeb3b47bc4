package io.peergrid.structure;

import io.peergrid.AsyncGridCounter;
import io.peergrid.map.CallRunner;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The asynchronous skin of a counter. Thread-safe. */
final class AsyncDistributedCounter implements AsyncGridCounter {
    private final CounterCalls calls;
    private final CallRunner runner;

    AsyncDistributedCounter(CounterCalls calls, CallRunner runner) {
        this.calls = calls;
        this.runner = runner;
    }

    @Override
    public CompletionStage<Long> get() {
        return runner.start(calls.get());
    }

    @Override
    public CompletionStage<Void> set(long value) {
        return runner.start(calls.set(value));
    }

    @Override
    public CompletionStage<Long> getAndSet(long value) {
        return runner.start(calls.getAndSet(value));
    }

    @Override
    public CompletionStage<Long> incrementAndGet() {
        return runner.start(calls.add(1));
    }

    @Override
    public CompletionStage<Long> decrementAndGet() {
        return runner.start(calls.add(-1));
    }

    @Override
    public CompletionStage<Long> addAndGet(long delta) {
        return runner.start(calls.add(delta));
    }

    @Override
    public CompletionStage<BigDecimal> addAndGet(BigDecimal delta) {
        return runner.start(calls.add(delta));
    }

    @Override
    public CompletionStage<Long> incrementAndExpire(Duration window) {
        return runner.start(calls.incrementAndExpire(window));
    }

    @Override
    public CompletionStage<Boolean> exists() {
        return runner.start(calls.key().exists());
    }

    @Override
    public CompletionStage<Boolean> delete() {
        return runner.start(calls.key().delete());
    }

    @Override
    public CompletionStage<Boolean> expire(Duration timeToLive) {
        return runner.start(calls.key().expire(timeToLive));
    }

    @Override
    public CompletionStage<Boolean> persist() {
        return runner.start(calls.key().persist());
    }

    @Override
    public CompletionStage<@Nullable Duration> timeToLive() {
        return runner.start(calls.key().timeToLive());
    }
}
