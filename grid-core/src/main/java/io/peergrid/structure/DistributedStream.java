package io.peergrid.structure;

import io.peergrid.AsyncGridStream;
import io.peergrid.GridStream;
import io.peergrid.StreamGroupInfo;
import io.peergrid.StreamId;
import io.peergrid.StreamInfo;
import io.peergrid.StreamRecord;
import io.peergrid.StreamTrim;
import io.peergrid.map.CallRunner;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The blocking skin of a stream. Thread-safe. */
final class DistributedStream<V> implements GridStream<V>, DistributedStructure {
    private final StreamCalls<V> calls;
    private final CallRunner runner;

    DistributedStream(StreamCalls<V> calls, CallRunner runner) {
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
    public AsyncGridStream<V> async() {
        return new AsyncDistributedStream<>(calls, runner);
    }

    @Override
    public GridStream<V> withDeadline(Duration deadline) {
        return new DistributedStream<>(calls, runner.withDeadline(deadline));
    }

    @Override
    public Group<V> group(String name) {
        return new DistributedGroup<>(calls.group(name), runner);
    }

    @Override
    public StreamId add(Map<String, ? extends V> fields) {
        return runner.run(calls.add(fields, null));
    }

    @Override
    public StreamId add(Map<String, ? extends V> fields, StreamTrim trim) {
        return runner.run(calls.add(fields, trim));
    }

    @Override
    public StreamId addWithId(StreamId id, Map<String, ? extends V> fields) {
        return runner.run(calls.add(id, fields));
    }

    @Override
    public long size() {
        return runner.run(calls.size());
    }

    @Override
    public List<StreamRecord<V>> range(StreamId from, StreamId to, int most) {
        return runner.run(calls.range(from, to, most));
    }

    @Override
    public List<StreamRecord<V>> rangeFromEnd(StreamId from, StreamId to, int most) {
        return runner.run(calls.rangeFromEnd(from, to, most));
    }

    @Override
    public @Nullable StreamRecord<V> get(StreamId id) {
        return runner.run(calls.get(id));
    }

    @Override
    public List<StreamRecord<V>> read(StreamId behind, int most) {
        return runner.run(calls.read(behind, most));
    }

    @Override
    public List<StreamRecord<V>> read(StreamId behind, int most, Duration timeout) throws InterruptedException {
        return AwaitedEntries.run(runner, calls.key(), calls.readOrNull(behind, most), timeout);
    }

    @Override
    public int remove(Collection<StreamId> ids) {
        return runner.run(calls.remove(ids));
    }

    @Override
    public long trim(StreamTrim trim) {
        return runner.run(calls.trim(trim));
    }

    @Override
    public StreamInfo info() {
        return runner.run(calls.info());
    }

    @Override
    public List<StreamGroupInfo> groups() {
        return runner.run(calls.groups());
    }
}
