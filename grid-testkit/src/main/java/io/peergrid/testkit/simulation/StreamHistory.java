package io.peergrid.testkit.simulation;

import io.peergrid.PendingRecord;
import io.peergrid.StreamId;
import java.util.List;
import java.util.function.LongSupplier;

/** What clients did to a stream with one group. */
final class StreamHistory {
    /** Who reads all there is at the end. */
    static final String LAST = "final";

    /** Entries by their values. */
    final Attempts<String, StreamId> additions;
    /** Of the whole stream. */
    final Attempts<String, List<Entry>> reads;
    /** Reads of consumers; each has the name of its client. */
    final Attempts<String, List<Entry>> shares;

    final Attempts<StreamId, Integer> acknowledgements;
    final Attempts<String, List<PendingRecord>> pending;

    /** An entry that somebody saw. */
    record Entry(StreamId id, String value) {
        @Override
        public String toString() {
            return value + " at " + id;
        }
    }

    StreamHistory(LongSupplier clock) {
        additions = new Attempts<>(clock);
        reads = new Attempts<>(clock);
        shares = new Attempts<>(clock);
        acknowledgements = new Attempts<>(clock);
        pending = new Attempts<>(clock);
    }

    int size() {
        return additions.size() + reads.size() + shares.size() + acknowledgements.size() + pending.size();
    }
}
