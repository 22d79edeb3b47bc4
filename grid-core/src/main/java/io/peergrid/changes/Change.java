package io.peergrid.changes;

import io.peergrid.EntryEvent.Cause;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * What one entry of a slot's log did to one key.
 *
 * @param version of the entry of the log
 * @param tag of the key's value, see {@link io.peergrid.store.ValueTag}; 0 if it is gone or its value is the same
 * @param value the new value with its tag, or the last one if it is gone; if somebody asked for it and it is a single one
 */
record Change(
        long version,
        Key key,
        Cause cause,
        byte tag,
        @Nullable ByteSlice value) {
    private static final int SEQ_BITS = 40;

    /** A version is {@code slotTerm << 40 | seq}. */
    long seq() {
        return seq(version);
    }

    static long seq(long version) {
        return version & ((1L << SEQ_BITS) - 1);
    }

    static long ofTerm(long slotTerm) {
        return slotTerm << SEQ_BITS;
    }

    /** Heap bytes, about. */
    int size() {
        return key.length() + (value == null ? 0 : value.length()) + 128;
    }

    /** What came after it in the same entry of the log says more: the two as one. */
    Change then(Change next) {
        return next.cause == Cause.DEADLINE && cause == Cause.PUT ? this : next;
    }

    void writeTo(WireWriter out, boolean withValue) {
        key.writeTo(out.fixed64(version));
        out.u8(code(cause)).u8(tag);
        ByteSlice sent = withValue ? value : null;
        out.bool(sent != null);
        if (sent != null) {
            sent.writeTo(out);
        }
    }

    /** The change looks into {@code source}. */
    static Change readFrom(WireReader in, byte[] source) {
        long version = in.fixed64();
        Key key = Key.readFrom(in, source);
        Cause cause = cause(in.u8());
        byte tag = (byte) in.u8();
        return new Change(version, key, cause, tag, in.bool() ? ByteSlice.readFrom(in, source) : null);
    }

    private static int code(Cause cause) {
        return switch (cause) {
            case PUT -> 1;
            case DEADLINE -> 2;
            case REMOVED -> 3;
            case EXPIRED -> 4;
            case EVICTED -> 5;
            case MOVED, MISSED -> throw new IllegalArgumentException("no change of a key: " + cause);
        };
    }

    private static Cause cause(int code) {
        return switch (code) {
            case 1 -> Cause.PUT;
            case 2 -> Cause.DEADLINE;
            case 3 -> Cause.REMOVED;
            case 4 -> Cause.EXPIRED;
            case 5 -> Cause.EVICTED;
            default -> throw new WireFormatException("no change of a key has the cause " + code);
        };
    }
}
