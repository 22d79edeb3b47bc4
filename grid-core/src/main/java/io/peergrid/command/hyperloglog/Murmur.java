package io.peergrid.command.hyperloglog;

import io.peergrid.store.ByteSlice;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** MurmurHash2 of 64 bits with the seed that Redis's HyperLogLogs have, so that both count the same elements alike. */
final class Murmur {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long MULTIPLIER = 0xc6a4a7935bd1e995L;
    private static final long SEED = 0xadc83b19L;
    private static final int SHIFT = 47;

    private Murmur() {}

    static long hash(ByteSlice bytes) {
        long hash = SEED ^ (bytes.length() * MULTIPLIER);
        int whole = bytes.length() & ~7;
        for (int at = 0; at < whole; at += Long.BYTES) {
            long word = (long) LONG.get(bytes.source(), bytes.offset() + at) * MULTIPLIER;
            hash = (hash ^ ((word ^ (word >>> SHIFT)) * MULTIPLIER)) * MULTIPLIER;
        }
        if (whole < bytes.length()) {
            long rest = 0;
            for (int at = bytes.length() - 1; at >= whole; at--) {
                rest = (rest << Byte.SIZE) | (bytes.byteAt(at) & 0xff);
            }
            hash = (hash ^ rest) * MULTIPLIER;
        }
        hash = (hash ^ (hash >>> SHIFT)) * MULTIPLIER;
        return hash ^ (hash >>> SHIFT);
    }
}
