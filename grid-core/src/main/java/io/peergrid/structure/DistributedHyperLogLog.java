package io.peergrid.structure;

import io.peergrid.AsyncGridHyperLogLog;
import io.peergrid.GridHyperLogLog;
import io.peergrid.map.CallRunner;
import java.time.Duration;
import java.util.Collection;

/** The blocking skin of a HyperLogLog. Thread-safe. */
final class DistributedHyperLogLog<E> implements GridHyperLogLog<E>, DistributedStructure {
    private final HyperLogLogCalls<E> calls;
    private final CallRunner runner;

    DistributedHyperLogLog(HyperLogLogCalls<E> calls, CallRunner runner) {
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
    public AsyncGridHyperLogLog<E> async() {
        return new AsyncDistributedHyperLogLog<>(calls, runner);
    }

    @Override
    public GridHyperLogLog<E> withDeadline(Duration deadline) {
        return new DistributedHyperLogLog<>(calls, runner.withDeadline(deadline));
    }

    @Override
    public boolean add(E element) {
        return runner.run(calls.add(element));
    }

    @Override
    public boolean addAll(Collection<? extends E> elements) {
        return runner.run(calls.addAll(elements));
    }

    @Override
    public long count() {
        return runner.run(calls.count());
    }

    @Override
    public long countWith(Collection<String> others) {
        return runner.await(own -> new AsyncDistributedHyperLogLog<>(calls, own).countWith(others));
    }

    @Override
    public void merge(Collection<String> others) {
        runner.run(calls.merge(others));
    }
}
