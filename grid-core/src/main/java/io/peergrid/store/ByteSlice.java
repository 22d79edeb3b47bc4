package io.peergrid.store;

import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.Arrays;

/** A stretch of an array that nobody changes; saves copying large values from one envelope into the next. */
public record ByteSlice(byte[] source, int offset, int length) {

    public static ByteSlice of(byte[] whole) {
        return new ByteSlice(whole, 0, whole.length);
    }

    /** Reads a length and as many bytes; the slice looks into {@code source}, the array that the reader reads. */
    public static ByteSlice readFrom(WireReader in, byte[] source) {
        int length = in.count(1);
        int offset = in.position();
        in.skip(length);
        return new ByteSlice(source, offset, length);
    }

    /** Writes a length and the bytes. */
    public void writeTo(WireWriter out) {
        out.bytes(source, offset, length);
    }

    public byte byteAt(int index) {
        return source[offset + index];
    }

    /** Whether both hold the same bytes, wherever they lie. */
    public boolean sameBytes(ByteSlice other) {
        return Arrays.equals(source, offset, offset + length, other.source, other.offset, other.offset + other.length);
    }

    /** A copy. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(source, offset, offset + length);
    }
}
