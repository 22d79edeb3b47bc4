package io.peergrid.store;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The 64-bit hash of a physical key, in the manner of MurmurHash3. Every member computes the same: it places entries in a
 * slot's table, orders scans and copies, and is the footprint by which pending entries are found.
 */
final class KeyHash {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long C1 = 0x87c37b91114253d5L;
    private static final long C2 = 0x4cf5ad432745937fL;

    private KeyHash() {}

    static long of(long namespace, byte[] source, int offset, int length) {
        long hash = mix(length, namespace);
        int at = offset;
        int end = offset + length;
        for (; end - at >= Long.BYTES; at += Long.BYTES) {
            hash = mix(hash, (long) LONG.get(source, at));
        }
        long tail = 0;
        for (int shift = 0; at < end; at++, shift += 8) {
            tail |= (source[at] & 0xffL) << shift;
        }
        return finish(mix(hash, tail));
    }

    /** The half that orders entries, as a positive number. */
    static long high(Key key) {
        return key.hash() >>> Integer.SIZE;
    }

    private static long mix(long hash, long lane) {
        long mixed = hash ^ Long.rotateLeft(lane * C1, 31) * C2;
        return Long.rotateLeft(mixed, 27) * 5 + 0x52dce729;
    }

    private static long finish(long hash) {
        long h = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        h = (h ^ h >>> 33) * 0xc4ceb9fe1a85ec53L;
        return h ^ h >>> 33;
    }
}
