package io.peergrid.replication;

import java.util.List;

/** What a primary member tells a replica member, in the order of their stream (docs/protocols/replication.md). */
sealed interface StreamItem {

    /**
     * An entry to store.
     *
     * @param slotTerm under which the sender is primary: the fence. The entry's own term may be older
     * @param committedSeq the slot's at the sender
     * @param onlyOtherCopy whether the receiver and the sender are the whole ack set
     */
    record Append(int slot, long slotTerm, long committedSeq, boolean onlyOtherCopy, Entry entry)
            implements StreamItem {}

    /**
     * The same for neighbouring slots: slotTerm, and a position.
     *
     * @param from first slot
     * @param to one past the last slot
     */
    record Run(int from, int to, long slotTerm, long term, long seq) {}

    /** A barrier after the given position, in each slot of the runs. */
    record Barriers(long timeMillis, List<Run> runs) implements StreamItem {}

    /** A copy of the slot begins at a position whose entries are all committed; entries above it follow. */
    record SyncBegin(int slot, long slotTerm, long term, long seq, long timeMillis) implements StreamItem {}

    /** A part of the slot's content. */
    record SyncPart(int slot, long slotTerm, byte[] part) implements StreamItem {}

    /** Results of operations, for their retries. */
    record SyncRecords(int slot, long slotTerm, List<OperationRecords.Remembered> records) implements StreamItem {}

    /** The copy is complete. */
    record SyncEnd(int slot, long slotTerm) implements StreamItem {}

    /** These slots hold nothing: a whole copy in one item. */
    record SyncEmpty(long timeMillis, List<Run> runs) implements StreamItem {}
}
