package io.peergrid.structure;

import io.peergrid.AsyncGridHyperLogLog;
import io.peergrid.map.CallRunner;
import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The asynchronous skin of a HyperLogLog. Thread-safe. */
final class AsyncDistributedHyperLogLog<E> extends AsyncDistributedStructure implements AsyncGridHyperLogLog<E> {
    private final HyperLogLogCalls<E> calls;

    AsyncDistributedHyperLogLog(HyperLogLogCalls<E> calls, CallRunner runner) {
        super(calls.key(), runner);
        this.calls = calls;
    }

    @Override
    public CompletionStage<Boolean> add(E element) {
        return runner.start(calls.add(element));
    }

    @Override
    public CompletionStage<Boolean> addAll(Collection<? extends E> elements) {
        return runner.start(calls.addAll(elements));
    }

    @Override
    public CompletionStage<Long> count() {
        return runner.start(calls.count());
    }

    @Override
    public CompletionStage<Long> countWith(Collection<String> others) {
        return union(others);
    }

    @Override
    public CompletionStage<@Nullable Void> merge(Collection<String> others) {
        return runner.start(calls.merge(others));
    }

    /** One command if all are of one slot; otherwise asks the owners of all of them at once. */
    private CompletionStage<Long> union(Collection<String> others) {
        return calls.inOneSlot(others)
                ? runner.start(calls.countWith(others))
                : runner.startAll(calls.values(others), runner.deadline()).thenApply(HyperLogLogCalls::union);
    }
}
