package io.peergrid.command.hyperloglog;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Registers run by run, from byte to byte of an array that is not changed:
 *
 * <pre>
 * 00xxxxxx           x + 1 registers are 0
 * 01xxxxxx xxxxxxxx  x + 1 registers are 0
 * 1vvvvvxx           x + 1 registers are v + 1
 * </pre>
 *
 * Which runs there are follows from the order of changes as in Redis, byte for byte.
 */
final class SparseRegisters {
    /** What one run of zeros takes. */
    static final int EMPTY_BYTES = 2;

    /** With its header a longer value becomes dense, Redis's default of hll-sparse-max-bytes. */
    private static final int MOST_BYTES = 3_000;

    private static final int MOST_VALUE = 32;
    private static final int MOST_SHORT_ZEROS = 64;
    private static final int MOST_EQUAL = 4;
    private static final int LONG_ZEROS = 0x40;
    private static final int VALUES = 0x80;
    /** Runs looked at for what can be joined, from the one before the change on. */
    private static final int JOINED_RUNS = 5;

    private final byte[] bytes;
    private final int start;
    /** The run that {@link #seek} found: its place, the one before it or -1, its first register. */
    private int at;

    private int before;
    private int first;

    SparseRegisters(byte[] bytes, int start) {
        this.bytes = bytes;
        this.start = start;
    }

    /** Writes that all registers are 0. */
    static void clear(byte[] target, int at) {
        writeZeros(target, at, Registers.COUNT);
    }

    /** Goes to the run with a register. */
    void seek(int index) {
        at = start;
        before = -1;
        first = 0;
        while (at < bytes.length && index >= first + length(at)) {
            first += length(at);
            before = at;
            at += width(at);
        }
        if (at >= bytes.length) {
            throw Sketch.corrupted();
        }
    }

    /** Of the registers in the run that was found. */
    int value() {
        return value(at);
    }

    /** All bytes with another value of a register in the run that was found; null if that takes dense registers. */
    byte @Nullable [] with(int index, int value) {
        if (value > MOST_VALUE) {
            return null;
        }
        byte[] runs = new byte[5];
        int length = writeRun(runs, 0, value(at), index - first);
        length = writeRun(runs, length, value, 1);
        length = writeRun(runs, length, value(at), first + length(at) - 1 - index);
        int more = length - width(at);
        if (more > 0 && bytes.length + more > MOST_BYTES) {
            return null;
        }
        byte[] changed = Arrays.copyOf(bytes, bytes.length + more);
        System.arraycopy(runs, 0, changed, at, length);
        int next = Math.min(bytes.length, at + width(at));
        System.arraycopy(bytes, next, changed, at + length, bytes.length - next);
        return joined(changed, before < 0 ? start : before);
    }

    private static int writeRun(byte[] target, int at, int value, int length) {
        if (length == 0) {
            return at;
        } else if (value == 0) {
            return writeZeros(target, at, length);
        }
        target[at] = (byte) (VALUES | ((value - 1) << 2) | (length - 1));
        return at + 1;
    }

    private static int writeZeros(byte[] target, int at, int length) {
        int less = length - 1;
        if (length <= MOST_SHORT_ZEROS) {
            target[at] = (byte) less;
            return at + 1;
        }
        target[at] = (byte) (LONG_ZEROS | (less >>> Byte.SIZE));
        target[at + 1] = (byte) less;
        return at + 2;
    }

    /** Joins runs of the same value as far as one run can hold them. */
    private static byte[] joined(byte[] changed, int from) {
        SparseRegisters runs = new SparseRegisters(changed, from);
        int end = changed.length;
        int at = from;
        for (int i = 0; i < JOINED_RUNS && at < end; i++) {
            int both = at + 1 < end && runs.isJoinable(at) ? runs.length(at) + runs.length(at + 1) : 0;
            if (both > 0 && both <= MOST_EQUAL) {
                writeRun(changed, at + 1, runs.value(at), both);
                System.arraycopy(changed, at + 1, changed, at, end - at - 1);
                end--;
            } else {
                at += runs.width(at);
            }
        }
        return end == changed.length ? changed : Arrays.copyOf(changed, end);
    }

    private boolean isJoinable(int place) {
        return value(place) > 0 && value(place) == value(place + 1);
    }

    void mergeInto(Registers registers) {
        int index = 0;
        for (int place = start; place < bytes.length; place += width(place)) {
            int next = index + length(place);
            if (next > Registers.COUNT) {
                throw Sketch.corrupted();
            }
            registers.raise(index, next, value(place));
            index = next;
        }
        if (index != Registers.COUNT) {
            throw Sketch.corrupted();
        }
    }

    /** How many bytes the run takes. */
    private int width(int place) {
        return (bytes[place] & (VALUES | LONG_ZEROS)) == LONG_ZEROS ? 2 : 1;
    }

    /** How many registers the run has. */
    private int length(int place) {
        int run = bytes[place] & 0xff;
        if (run >= VALUES) {
            return (run & 3) + 1;
        } else if (run < LONG_ZEROS) {
            return run + 1;
        }
        int low = place + 1 < bytes.length ? bytes[place + 1] & 0xff : 0;
        return (((run & (LONG_ZEROS - 1)) << Byte.SIZE) | low) + 1;
    }

    private int value(int place) {
        int run = bytes[place] & 0xff;
        return run < VALUES ? 0 : ((run >>> 2) & 0x1f) + 1;
    }
}
