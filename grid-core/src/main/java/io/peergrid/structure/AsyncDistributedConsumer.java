package io.peergrid.structure;

import io.peergrid.AsyncGridStream;
import io.peergrid.ClaimedRecords;
import io.peergrid.StreamId;
import io.peergrid.StreamRecord;
import io.peergrid.map.CallRunner;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** The asynchronous skin of a stream's consumer. Thread-safe. */
record AsyncDistributedConsumer<V>(GroupCalls<V> calls, CallRunner runner, String name)
        implements AsyncGridStream.Consumer<V> {

    @Override
    public CompletionStage<List<StreamRecord<V>>> read(int most) {
        return runner.start(calls.read(name, most, false));
    }

    @Override
    public CompletionStage<List<StreamRecord<V>>> read(int most, Duration timeout) {
        return AwaitedEntries.start(runner, calls.key(), calls.readOrNull(name, most), timeout);
    }

    @Override
    public CompletionStage<List<StreamRecord<V>>> readAcknowledged(int most) {
        return runner.start(calls.read(name, most, true));
    }

    @Override
    public CompletionStage<List<StreamRecord<V>>> readAgain(StreamId behind, int most) {
        return runner.start(calls.readAgain(name, behind, most));
    }

    @Override
    public CompletionStage<List<StreamRecord<V>>> claim(Duration idle, Collection<StreamId> ids) {
        return runner.start(calls.claim(name, idle, ids));
    }

    @Override
    public CompletionStage<ClaimedRecords<V>> claimFrom(Duration idle, StreamId from, int most) {
        return runner.start(calls.claimFrom(name, idle, from, most));
    }
}
