package io.peergrid.replication;

import io.peergrid.ports.MemberId;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One numbered fact of a slot's log.
 *
 * @param term slotTerm of the primary that appended it
 * @param seq by one above the entry before, over all terms
 * @param previousTerm term of the entry before; 0 for the first
 * @param timeMillis slot time, never below that of the entry before
 * @param operation null for barriers and for deletes of expired keys
 * @param footprint hashes of the keys it depends on; empty means the whole slot
 * @param effects none for a barrier
 * @param result what the caller gets; empty for a barrier
 */
record Entry(
        long term,
        long seq,
        long previousTerm,
        long timeMillis,
        @Nullable Operation operation,
        long[] footprint,
        List<byte[]> effects,
        byte[] result) {
    private static final int SEQ_BITS = 40;
    private static final long[] NO_FOOTPRINT = {};
    private static final byte[] NO_RESULT = {};

    /** Which operation of which caller it carries out; with it the caller's low-water number at that time. */
    record Operation(MemberId caller, long number, long lowWater) {}

    static Entry barrier(long term, long seq, long previousTerm, long timeMillis) {
        return new Entry(term, seq, previousTerm, timeMillis, null, NO_FOOTPRINT, List.of(), NO_RESULT);
    }

    static long version(long term, long seq) {
        return term << SEQ_BITS | seq;
    }

    long version() {
        return version(term, seq);
    }

    boolean isBarrier() {
        return effects.isEmpty();
    }

    void encode(WireWriter out) {
        out.varLong(term).varLong(seq).varLong(previousTerm).varLong(timeMillis);
        Operation of = operation;
        out.bool(of != null);
        if (of != null) {
            out.member(of.caller).varLong(of.number).varLong(of.number - of.lowWater);
        }
        out.varInt(footprint.length);
        for (long hash : footprint) {
            out.fixed64(hash);
        }
        out.varInt(effects.size());
        for (byte[] effect : effects) {
            out.bytes(effect);
        }
        out.bytes(result);
    }

    static Entry decode(WireReader in) {
        long term = in.varLong();
        long seq = in.varLong();
        long previousTerm = in.varLong();
        long timeMillis = in.varLong();
        Operation operation = null;
        if (in.bool()) {
            MemberId caller = in.member();
            long number = in.varLong();
            operation = new Operation(caller, number, number - in.varLong());
        }
        long[] footprint = new long[in.count(8)];
        for (int i = 0; i < footprint.length; i++) {
            footprint[i] = in.fixed64();
        }
        int count = in.count(1);
        List<byte[]> effects = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            effects.add(in.bytes());
        }
        return new Entry(term, seq, previousTerm, timeMillis, operation, footprint, effects, in.bytes());
    }
}
