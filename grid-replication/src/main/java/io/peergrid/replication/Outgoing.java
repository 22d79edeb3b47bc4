package io.peergrid.replication;

import java.util.List;

/** An item, or a chunk of one, on its way to a peer. */
final class Outgoing {

    /**
     * What an acknowledgement of the item means for a slot: the copy holds everything up to {@code seq}.
     *
     * @param ending whether it ends a copy
     */
    record Mark(int slot, long slotTerm, long seq, boolean ending) {}

    /**
     * @param marks none for items that mean nothing by themselves
     * @param entries those of the item that are to be committed
     */
    record Meaning(List<Mark> marks, List<TailEntry> entries) {
        static final Meaning NONE = new Meaning(List.of(), List.of());
    }

    final StreamCodec.Packed packed;
    final Meaning meaning;
    /** The sender's epoch when it was made is at least this. */
    final long epoch;

    private volatile long streamSeq;

    Outgoing(long streamSeq, StreamCodec.Packed packed, Meaning meaning, long epoch) {
        this.streamSeq = streamSeq;
        this.packed = packed;
        this.meaning = meaning;
        this.epoch = epoch;
    }

    long streamSeq() {
        return streamSeq;
    }

    void renumber(long newStreamSeq) {
        streamSeq = newStreamSeq;
    }

    int bytes() {
        return packed.body().length + 8;
    }
}
