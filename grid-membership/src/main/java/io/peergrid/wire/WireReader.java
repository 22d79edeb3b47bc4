package io.peergrid.wire;

import io.peergrid.ports.MemberId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a message written by {@link WireWriter}. Every length is checked against the bytes left before anything is
 * allocated; bytes that do not fit throw {@link WireFormatException}, never anything else.
 */
public final class WireReader {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] source;
    private final int end;
    private int at;

    public WireReader(byte[] source) {
        this(source, 0, source.length);
    }

    public WireReader(byte[] source, int offset, int length) {
        this.source = source;
        this.at = offset;
        this.end = offset + length;
    }

    public int u8() {
        need(1);
        return source[at++] & 0xff;
    }

    public boolean bool() {
        int value = u8();
        if (value > 1) {
            throw new WireFormatException("not a boolean: " + value);
        }
        return value == 1;
    }

    public long fixed64() {
        need(8);
        long value = (long) LONG.get(source, at);
        at += 8;
        return value;
    }

    public int varInt() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = u8();
            value |= (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new WireFormatException("a variable int longer than five bytes");
    }

    public long varLong() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            int b = u8();
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return value;
            }
        }
        throw new WireFormatException("a variable long longer than ten bytes");
    }

    /**
     * Reads the number of elements that follow.
     *
     * @param minimumBytesEach the least an element can take; a count that cannot fit into the rest is refused
     */
    public int count(int minimumBytesEach) {
        int count = varInt();
        if (count < 0 || (long) count * minimumBytesEach > remaining()) {
            throw new WireFormatException("a count of " + count + " with " + remaining() + " bytes left");
        }
        return count;
    }

    public MemberId member() {
        return new MemberId(fixed64(), fixed64());
    }

    public byte[] bytes() {
        int length = count(1);
        byte[] value = Arrays.copyOfRange(source, at, at + length);
        at += length;
        return value;
    }

    public String string() {
        int length = count(1);
        String value = new String(source, at, length, StandardCharsets.UTF_8);
        at += length;
        return value;
    }

    public int remaining() {
        return end - at;
    }

    /** Where in the source array the next byte is read, for those who use a stretch of it without copying. */
    public int position() {
        return at;
    }

    /** Passes over bytes; refused if there are fewer. */
    public void skip(int bytes) {
        if (bytes < 0) {
            throw new WireFormatException("a negative length: " + bytes);
        }
        need(bytes);
        at += bytes;
    }

    /** Refuses bytes after the end of a message. */
    public void expectEnd() {
        if (at != end) {
            throw new WireFormatException(remaining() + " bytes after the end of the message");
        }
    }

    private void need(int bytes) {
        if (end - at < bytes) {
            throw new WireFormatException("truncated: " + bytes + " bytes wanted, " + remaining() + " left");
        }
    }
}
