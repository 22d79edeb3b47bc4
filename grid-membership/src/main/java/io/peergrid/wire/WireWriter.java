package io.peergrid.wire;

import io.peergrid.ports.MemberId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds a message in the grid's binary form: big-endian fixed numbers, LEB128 variable ones, length-prefixed bytes. */
public final class WireWriter {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] buffer;
    private int size;

    public WireWriter() {
        this(64);
    }

    public WireWriter(int capacityBytes) {
        buffer = new byte[capacityBytes];
    }

    public WireWriter u8(int value) {
        ensure(1);
        buffer[size++] = (byte) value;
        return this;
    }

    public WireWriter bool(boolean value) {
        return u8(value ? 1 : 0);
    }

    /** Eight bytes. */
    public WireWriter fixed64(long value) {
        ensure(8);
        LONG.set(buffer, size, value);
        size += 8;
        return this;
    }

    /** One to five bytes; negative values take five. */
    public WireWriter varInt(int value) {
        ensure(5);
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
        return this;
    }

    /** One to ten bytes; negative values take ten. */
    public WireWriter varLong(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            buffer[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        buffer[size++] = (byte) rest;
        return this;
    }

    public WireWriter member(MemberId id) {
        return fixed64(id.high()).fixed64(id.low());
    }

    /** A length and the bytes. */
    public WireWriter bytes(byte[] value) {
        return bytes(value, 0, value.length);
    }

    public WireWriter bytes(byte[] value, int offset, int length) {
        varInt(length);
        return raw(value, offset, length);
    }

    /** The bytes alone. */
    public WireWriter raw(byte[] value, int offset, int length) {
        ensure(length);
        System.arraycopy(value, offset, buffer, size, length);
        size += length;
        return this;
    }

    /** The characters of a text, if each is one byte of ASCII; otherwise writes nothing and returns false. */
    public boolean ascii(String text) {
        int length = text.length();
        ensure(length);
        byte[] to = buffer;
        int at = size;
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character > 0x7f) {
                return false;
            }
            to[at + i] = (byte) character;
        }
        size += length;
        return true;
    }

    public WireWriter string(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public int size() {
        return size;
    }

    /** A copy of what was written. */
    public byte[] toBytes() {
        return Arrays.copyOf(buffer, size);
    }

    /** What was written, in the first {@link #size()} bytes; not a copy, good until the next call. */
    public byte[] buffer() {
        return buffer;
    }

    /** Forgets what was written; keeps the buffer. */
    public void reset() {
        size = 0;
    }

    private void ensure(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, more), (int)
                    Math.min(Integer.MAX_VALUE - 16L, buffer.length * 2L)));
        }
    }
}
