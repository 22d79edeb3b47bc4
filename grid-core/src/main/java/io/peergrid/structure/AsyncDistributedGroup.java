package io.peergrid.structure;

import io.peergrid.AsyncGridStream;
import io.peergrid.PendingRecord;
import io.peergrid.StreamConsumerInfo;
import io.peergrid.StreamId;
import io.peergrid.map.CallRunner;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The asynchronous skin of a group of a stream's consumers. Thread-safe. */
record AsyncDistributedGroup<V>(GroupCalls<V> calls, CallRunner runner) implements AsyncGridStream.Group<V> {

    @Override
    public AsyncGridStream.Consumer<V> consumer(String name) {
        return new AsyncDistributedConsumer<>(calls, runner, name);
    }

    @Override
    public CompletionStage<@Nullable Void> create(StreamId behind) {
        return runner.start(calls.create(behind.toString()));
    }

    @Override
    public CompletionStage<@Nullable Void> createAtEnd() {
        return runner.start(calls.create("$"));
    }

    @Override
    public CompletionStage<@Nullable Void> moveTo(StreamId behind) {
        return runner.start(calls.moveTo(behind));
    }

    @Override
    public CompletionStage<Boolean> destroy() {
        return runner.start(calls.destroy());
    }

    @Override
    public CompletionStage<Integer> acknowledge(Collection<StreamId> ids) {
        return runner.start(calls.acknowledge(ids));
    }

    @Override
    public CompletionStage<List<PendingRecord>> pending(Duration idle, StreamId from, StreamId to, int most) {
        return runner.start(calls.pending(idle, from, to, most));
    }

    @Override
    public CompletionStage<List<StreamConsumerInfo>> consumers() {
        return runner.start(calls.consumers());
    }

    @Override
    public CompletionStage<Long> removeConsumer(String consumer) {
        return runner.start(calls.removeConsumer(consumer));
    }
}
