package io.peergrid.structure;

import io.peergrid.AsyncGridStream;
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
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** The asynchronous skin of a stream. Thread-safe. */
final class AsyncDistributedStream<V> extends AsyncDistributedStructure implements AsyncGridStream<V> {
    private final StreamCalls<V> calls;

    AsyncDistributedStream(StreamCalls<V> calls, CallRunner runner) {
        super(calls.key(), runner);
        this.calls = calls;
    }

    @Override
    public Group<V> group(String name) {
        return new AsyncDistributedGroup<>(calls.group(name), runner);
    }

    @Override
    public CompletionStage<StreamId> add(Map<String, ? extends V> fields) {
        return runner.start(calls.add(fields, null));
    }

    @Override
    public CompletionStage<StreamId> add(Map<String, ? extends V> fields, StreamTrim trim) {
        return runner.start(calls.add(fields, trim));
    }

    @Override
    public CompletionStage<StreamId> addWithId(StreamId id, Map<String, ? extends V> fields) {
        return runner.start(calls.add(id, fields));
    }

    @Override
    public CompletionStage<Long> size() {
        return runner.start(calls.size());
    }

    @Override
    public CompletionStage<List<StreamRecord<V>>> range(StreamId from, StreamId to, int most) {
        return runner.start(calls.range(from, to, most));
    }

    @Override
    public CompletionStage<List<StreamRecord<V>>> rangeFromEnd(StreamId from, StreamId to, int most) {
        return runner.start(calls.rangeFromEnd(from, to, most));
    }

    @Override
    public CompletionStage<@Nullable StreamRecord<V>> get(StreamId id) {
        return runner.start(calls.get(id));
    }

    @Override
    public CompletionStage<List<StreamRecord<V>>> read(StreamId behind, int most) {
        return runner.start(calls.read(behind, most));
    }

    @Override
    public CompletionStage<List<StreamRecord<V>>> read(StreamId behind, int most, Duration timeout) {
        return AwaitedEntries.start(runner, calls.key(), calls.readOrNull(behind, most), timeout);
    }

    @Override
    public CompletionStage<Integer> remove(Collection<StreamId> ids) {
        return runner.start(calls.remove(ids));
    }

    @Override
    public CompletionStage<Long> trim(StreamTrim trim) {
        return runner.start(calls.trim(trim));
    }

    @Override
    public CompletionStage<StreamInfo> info() {
        return runner.start(calls.info());
    }

    @Override
    public CompletionStage<List<StreamGroupInfo>> groups() {
        return runner.start(calls.groups());
    }
}
