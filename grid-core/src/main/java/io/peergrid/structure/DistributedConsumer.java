package io.peergrid.structure;

import io.peergrid.ClaimedRecords;
import io.peergrid.GridStream;
import io.peergrid.StreamId;
import io.peergrid.StreamRecord;
import io.peergrid.map.CallRunner;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/** The blocking skin of a stream's consumer. Thread-safe. */
record DistributedConsumer<V>(GroupCalls<V> calls, CallRunner runner, String name) implements GridStream.Consumer<V> {

    @Override
    public List<StreamRecord<V>> read(int most) {
        return runner.run(calls.read(name, most, false));
    }

    @Override
    public List<StreamRecord<V>> read(int most, Duration timeout) throws InterruptedException {
        return AwaitedEntries.run(runner, calls.key(), calls.readOrNull(name, most), timeout);
    }

    @Override
    public List<StreamRecord<V>> readAcknowledged(int most) {
        return runner.run(calls.read(name, most, true));
    }

    @Override
    public List<StreamRecord<V>> readAgain(StreamId behind, int most) {
        return runner.run(calls.readAgain(name, behind, most));
    }

    @Override
    public List<StreamRecord<V>> claim(Duration idle, Collection<StreamId> ids) {
        return runner.run(calls.claim(name, idle, ids));
    }

    @Override
    public ClaimedRecords<V> claimFrom(Duration idle, StreamId from, int most) {
        return runner.run(calls.claimFrom(name, idle, from, most));
    }
}
