package io.peergrid.command.bitmap;

import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.StringValues;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/** Bits of strings: bit 0 is the highest of the first byte. */
final class Bits {
    /** Offsets in bytes are below this: Redis's default of proto-max-bulk-len. */
    private static final long MOST_BYTES = 512L << 20;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private Bits() {}

    /** @throws CommandException OUT_OF_RANGE */
    static long offset(Arguments arguments, int index) {
        String message = "bit offset is not an integer or out of range";
        long offset = arguments.whole(index, 0, message);
        if (offset / Byte.SIZE >= MOST_BYTES) {
            throw new CommandException(ErrorCode.OUT_OF_RANGE, message);
        }
        return offset;
    }

    /** Null if the key is absent. */
    static @Nullable ByteSlice find(Execution execution, Key key) {
        ByteSlice present = execution.string(key);
        return present == null ? null : StringValues.plain(present);
    }

    /** False beyond the last byte. */
    static boolean get(ByteSlice bytes, long offset) {
        long at = offset / Byte.SIZE;
        return at < bytes.length() && (bytes.byteAt((int) at) & mask(offset)) != 0;
    }

    static int mask(long offset) {
        return 0x80 >>> (int) (offset % Byte.SIZE);
    }

    /** How many bits are 1 from a bit to a bit, both included. */
    static long count(ByteSlice bytes, long first, long last) {
        long bit = first;
        long count = 0;
        for (; bit <= last && bit % Byte.SIZE != 0; bit++) {
            count += get(bytes, bit) ? 1 : 0;
        }
        for (; bit + Long.SIZE - 1 <= last; bit += Long.SIZE) {
            count += Long.bitCount(word(bytes, bit));
        }
        for (; bit <= last; bit++) {
            count += get(bytes, bit) ? 1 : 0;
        }
        return count;
    }

    /** The first bit of this value from a bit to a bit, both included; -1 if there is none. */
    static long position(ByteSlice bytes, boolean value, long first, long last) {
        long bit = first;
        for (; bit <= last && bit % Byte.SIZE != 0; bit++) {
            if (get(bytes, bit) == value) {
                return bit;
            }
        }
        long none = value ? 0 : -1;
        while (bit + Long.SIZE - 1 <= last && word(bytes, bit) == none) {
            bit += Long.SIZE;
        }
        for (; bit <= last; bit++) {
            if (get(bytes, bit) == value) {
                return bit;
            }
        }
        return -1;
    }

    private static long word(ByteSlice bytes, long bit) {
        return (long) LONG.get(bytes.source(), bytes.offset() + (int) (bit / Byte.SIZE));
    }
}
