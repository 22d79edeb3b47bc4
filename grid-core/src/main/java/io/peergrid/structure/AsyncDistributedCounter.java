package io.peergrid.structure;

import io.peergrid.AsyncGridCounter;
import io.peergrid.map.CallRunner;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The asynchronous skin of a counter. Thread-safe. */
final class AsyncDistributedCounter extends AsyncDistributedStructure implements AsyncGridCounter {
    private final CounterCalls calls;

    AsyncDistributedCounter(CounterCalls calls, CallRunner runner) {
        super(calls.key(), runner);
        this.calls = calls;
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
}
