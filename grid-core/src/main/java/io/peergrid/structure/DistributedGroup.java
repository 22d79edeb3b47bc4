package io.peergrid.structure;

import io.peergrid.GridStream;
import io.peergrid.PendingRecord;
import io.peergrid.StreamConsumerInfo;
import io.peergrid.StreamId;
import io.peergrid.map.CallRunner;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The blocking skin of a group of a stream's consumers. Thread-safe. */
record DistributedGroup<V>(GroupCalls<V> calls, CallRunner runner) implements GridStream.Group<V> {

    @Override
    public String name() {
        return calls.name();
    }

    @Override
    public GridStream.Consumer<V> consumer(String name) {
        return new DistributedConsumer<>(calls, runner, name);
    }

    @Override
    public void create(StreamId behind) {
        runner.run(calls.create(behind.toString()));
    }

    @Override
    public void createAtEnd() {
        runner.run(calls.create("$"));
    }

    @Override
    public void moveTo(StreamId behind) {
        runner.run(calls.moveTo(behind));
    }

    @Override
    public boolean destroy() {
        return runner.run(calls.destroy());
    }

    @Override
    public int acknowledge(Collection<StreamId> ids) {
        return runner.run(calls.acknowledge(ids));
    }

    @Override
    public List<PendingRecord> pending(Duration idle, StreamId from, StreamId to, int most) {
        return runner.run(calls.pending(idle, from, to, most));
    }

    @Override
    public List<StreamConsumerInfo> consumers() {
        return runner.run(calls.consumers());
    }

    @Override
    public long removeConsumer(String consumer) {
        return runner.run(calls.removeConsumer(consumer));
    }
}
