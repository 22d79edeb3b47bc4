package io.peergrid.replication;

import java.util.ArrayList;
import java.util.List;

/**
 * A copy that comes in beside the one an eligible member must keep until the new one is complete (I25). Takes memory for
 * one slot's content. Under the slot's lock.
 */
final class Shadow {
    final StreamItem.SyncBegin begin;
    /** Entries, parts and records in the order of the stream. */
    final List<StreamItem> items = new ArrayList<>();

    private long committedSeq;

    Shadow(StreamItem.SyncBegin begin) {
        this.begin = begin;
        committedSeq = begin.seq();
    }

    void committed(long seq) {
        committedSeq = Math.max(committedSeq, seq);
    }

    long committedSeq() {
        return committedSeq;
    }
}
