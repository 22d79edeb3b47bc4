package io.peergrid.codec;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;

/** An input over one array that refuses every length the array cannot hold before anything of that length is allocated. */
final class GuardedInput extends Input {
    private static final byte[] EMPTY = {};

    GuardedInput() {
        super(EMPTY);
    }

    void forget() {
        setBuffer(EMPTY);
    }

    int remaining() {
        return limit - position;
    }

    /** Reads the number of elements that follow, each of at least one byte. */
    int readCount() {
        return checked(readVarInt(true), 1);
    }

    private int checked(int count, int bytesEach) {
        if (count < 0 || (long) count * bytesEach > remaining()) {
            throw new KryoException("a length of " + count + " with " + remaining() + " bytes left");
        }
        return count;
    }

    @Override
    public byte[] readBytes(int length) {
        return super.readBytes(checked(length, 1));
    }

    @Override
    public int[] readInts(int length) {
        return super.readInts(checked(length, Integer.BYTES));
    }

    @Override
    public int[] readInts(int length, boolean optimizePositive) {
        return super.readInts(checked(length, 1), optimizePositive);
    }

    @Override
    public long[] readLongs(int length) {
        return super.readLongs(checked(length, Long.BYTES));
    }

    @Override
    public long[] readLongs(int length, boolean optimizePositive) {
        return super.readLongs(checked(length, 1), optimizePositive);
    }

    @Override
    public float[] readFloats(int length) {
        return super.readFloats(checked(length, Float.BYTES));
    }

    @Override
    public double[] readDoubles(int length) {
        return super.readDoubles(checked(length, Double.BYTES));
    }

    @Override
    public short[] readShorts(int length) {
        return super.readShorts(checked(length, Short.BYTES));
    }

    @Override
    public char[] readChars(int length) {
        return super.readChars(checked(length, Character.BYTES));
    }

    @Override
    public boolean[] readBooleans(int length) {
        return super.readBooleans(checked(length, 1));
    }

    @Override
    public String readString() {
        int start = position;
        if (readVarIntFlag()) {
            // A length of up to five bytes: null is 0, other strings have one more than their characters.
            checked(Math.max(0, readVarIntFlag(true) - 1), 1);
        }
        position = start;
        return super.readString();
    }

    @Override
    public StringBuilder readStringBuilder() {
        return new StringBuilder(readString());
    }
}
