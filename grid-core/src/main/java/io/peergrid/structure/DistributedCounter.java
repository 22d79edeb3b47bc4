package io.peergrid.structure;

import io.peergrid.AsyncGridCounter;
import io.peergrid.GridCounter;
import io.peergrid.map.CallRunner;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The blocking skin of a counter. Thread-safe. */
final class DistributedCounter implements GridCounter {
    private final CounterCalls calls;
    private final CallRunner runner;

    DistributedCounter(CounterCalls calls, CallRunner runner) {
        this.calls = calls;
        this.runner = runner;
    }

    @Override
    public String name() {
        return calls.key().name();
    }

    @Override
    public AsyncGridCounter async() {
        return new AsyncDistributedCounter(calls, runner);
    }

    @Override
    public GridCounter withDeadline(Duration deadline) {
        return new DistributedCounter(calls, runner.withDeadline(Deadlines.nanos(deadline)));
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

    @Override
    public boolean exists() {
        return runner.run(calls.key().exists());
    }

    @Override
    public boolean delete() {
        return runner.run(calls.key().delete());
    }

    @Override
    public boolean expire(Duration timeToLive) {
        return runner.run(calls.key().expire(timeToLive));
    }

    @Override
    public boolean persist() {
        return runner.run(calls.key().persist());
    }

    @Override
    public @Nullable Duration timeToLive() {
        return runner.run(calls.key().timeToLive());
    }
}
