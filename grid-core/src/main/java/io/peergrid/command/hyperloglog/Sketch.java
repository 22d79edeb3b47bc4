package io.peergrid.command.hyperloglog;

import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import io.peergrid.store.ByteSlice;
import org.jspecify.annotations.Nullable;

/**
 * A HyperLogLog in the bytes that Redis has for it: a header of 16 bytes and 16,384 registers, run by run while that is short ({@link SparseRegisters}), 6 bits each from then on. A copy to
 * change; not thread-safe.
 *
 * <p>The header says {@code HYLL}, the form, and from byte 8 on a count, valid unless the highest bit is set. Redis writes that count when it is asked for; here a read changes
 * nothing, so it is only read.
 */
public final class Sketch {
    static final int HEADER_BYTES = 16;

    private static final int FORM = 4;
    private static final byte DENSE = 0;
    private static final byte SPARSE = 1;
    private static final int COUNT = 8;
    private static final int STALE = 15;
    private static final int REGISTER_BITS = 6;
    private static final int REGISTER_MASK = (1 << REGISTER_BITS) - 1;
    private static final int DENSE_BYTES = HEADER_BYTES + Registers.COUNT * REGISTER_BITS / Byte.SIZE;

    private byte[] bytes;

    private Sketch(byte[] bytes) {
        this.bytes = bytes;
    }

    static Sketch empty() {
        byte[] bytes = new byte[HEADER_BYTES + SparseRegisters.EMPTY_BYTES];
        bytes[0] = 'H';
        bytes[1] = 'Y';
        bytes[2] = 'L';
        bytes[3] = 'L';
        bytes[FORM] = SPARSE;
        SparseRegisters.clear(bytes, HEADER_BYTES);
        return new Sketch(bytes);
    }

    /**
     * @param plain null for an empty one
     * @throws CommandException WRONG_TYPE if the bytes are no HyperLogLog
     */
    public static Sketch of(@Nullable ByteSlice plain) {
        if (plain == null) {
            return empty();
        }
        boolean valid = plain.length() >= HEADER_BYTES
                && plain.byteAt(0) == 'H'
                && plain.byteAt(1) == 'Y'
                && plain.byteAt(2) == 'L'
                && plain.byteAt(3) == 'L'
                && (plain.byteAt(FORM) == SPARSE || (plain.byteAt(FORM) == DENSE && plain.length() == DENSE_BYTES));
        if (!valid) {
            throw new CommandException(ErrorCode.WRONG_TYPE, "Key is not a valid HyperLogLog string value.");
        }
        return new Sketch(plain.toBytes());
    }

    boolean isDense() {
        return bytes[FORM] == DENSE;
    }

    byte[] toBytes() {
        return bytes;
    }

    /** Adds an element; true if that changed a register. */
    boolean add(ByteSlice element) {
        long hash = Murmur.hash(element);
        int index = (int) hash & (Registers.COUNT - 1);
        long pattern = (hash >>> (Long.SIZE - Registers.PATTERN_BITS)) | (1L << Registers.PATTERN_BITS);
        return raise(index, Long.numberOfTrailingZeros(pattern) + 1);
    }

    /** Keeps the greater value of a register; true if that changed it. */
    boolean raise(int index, int value) {
        if (!isDense()) {
            SparseRegisters sparse = new SparseRegisters(bytes, HEADER_BYTES);
            sparse.seek(index);
            if (sparse.value() >= value) {
                return false;
            }
            byte[] longer = sparse.with(index, value);
            if (longer != null) {
                bytes = longer;
                return true;
            }
            toDense();
        }
        if (denseValue(index) >= value) {
            return false;
        }
        setDense(index, value);
        return true;
    }

    void toDense() {
        if (isDense()) {
            return;
        }
        Registers registers = new Registers();
        mergeInto(registers);
        byte[] sparse = bytes;
        bytes = new byte[DENSE_BYTES];
        System.arraycopy(sparse, 0, bytes, 0, HEADER_BYTES);
        bytes[FORM] = DENSE;
        for (int i = 0; i < Registers.COUNT; i++) {
            setDense(i, registers.value(i));
        }
    }

    /** From now on the count in the header is not to be used. */
    void changed() {
        bytes[STALE] |= (byte) 0x80;
    }

    /** Keeps the greater values in other registers. */
    public void mergeInto(Registers registers) {
        if (!isDense()) {
            new SparseRegisters(bytes, HEADER_BYTES).mergeInto(registers);
            return;
        }
        for (int i = 0; i < Registers.COUNT; i++) {
            registers.raise(i, denseValue(i));
        }
    }

    /** How many different elements were added, about. */
    long count() {
        if (bytes[STALE] >= 0) {
            long count = 0;
            for (int i = STALE; i >= COUNT; i--) {
                count = (count << Byte.SIZE) | (bytes[i] & 0xff);
            }
            return count;
        }
        Registers registers = new Registers();
        mergeInto(registers);
        return registers.estimate();
    }

    private int denseValue(int index) {
        int bit = index * REGISTER_BITS;
        int at = HEADER_BYTES + bit / Byte.SIZE;
        int shift = bit % Byte.SIZE;
        int high = at + 1 < bytes.length ? bytes[at + 1] & 0xff : 0;
        return (((bytes[at] & 0xff) | (high << Byte.SIZE)) >>> shift) & REGISTER_MASK;
    }

    private void setDense(int index, int value) {
        int bit = index * REGISTER_BITS;
        int at = HEADER_BYTES + bit / Byte.SIZE;
        int shift = bit % Byte.SIZE;
        int mask = REGISTER_MASK << shift;
        int word = value << shift;
        bytes[at] = (byte) ((bytes[at] & ~mask) | word);
        if (at + 1 < bytes.length) {
            bytes[at + 1] = (byte) ((bytes[at + 1] & ~(mask >>> Byte.SIZE)) | (word >>> Byte.SIZE));
        }
    }

    static CommandException corrupted() {
        return new CommandException(ErrorCode.CORRUPTED, "Corrupted HLL object detected");
    }
}
