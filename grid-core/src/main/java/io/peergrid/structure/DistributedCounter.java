package io.peergrid.structure;

import io.peergrid.AsyncGridCounter;
import io.peergrid.GridCounter;
import io.peergrid.map.CallRunner;
import java.math.BigDecimal;
import java.time.Duration;

/** The blocking skin of a counter. Thread-safe. */
final class DistributedCounter implements GridCounter, DistributedStructure {
    private final CounterCalls calls;
    private final CallRunner runner;

    DistributedCounter(CounterCalls calls, CallRunner runner) {
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
    public AsyncGridCounter async() {
        return new AsyncDistributedCounter(calls, runner);
    }

    @Override
    public GridCounter withDeadline(Duration deadline) {
        return new DistributedCounter(calls, runner.withDeadline(deadline));
    }

    @Override
    public long get() {
        return runner.run(calls.get());
    }

    @Override
    public void set(long value) {
        runner.run(calls.set(value));
    }

    @Override
    public long getAndSet(long value) {
        return runner.run(calls.getAndSet(value));
    }

    @Override
    public long incrementAndGet() {
        return runner.run(calls.add(1));
    }

    @Override
    public long decrementAndGet() {
        return runner.run(calls.add(-1));
    }

    @Override
    public long addAndGet(long delta) {
        return runner.run(calls.add(delta));
    }

    @Override
    public BigDecimal addAndGet(BigDecimal delta) {
        return runner.run(calls.add(delta));
    }

    @Override
    public long incrementAndExpire(Duration window) {
        return runner.run(calls.incrementAndExpire(window));
    }
}
