package io.peergrid.partition;

/**
 * From key bytes to slot: CRC16/XMODEM modulo the number of slots, over the hash tag if the key has one. The same rule as
 * Redis Cluster, so a client that computes slots itself finds the same ones.
 */
public final class Slots {
    /** The number of slots of the product. */
    public static final int COUNT = 16_384;

    private static final int POLYNOMIAL = 0x1021;
    private static final char[] TABLE = table();

    private Slots() {}

    /** The slot of a whole array. */
    public static int of(byte[] key, int slotCount) {
        return of(key, 0, key.length, slotCount);
    }

    /**
     * The slot of a key. If the key holds a <code>{</code> and a <code>}</code> after it with at least one byte between the
     * first such pair, only the bytes between them count. Allocates nothing.
     */
    public static int of(byte[] source, int offset, int length, int slotCount) {
        int end = offset + length;
        for (int open = offset; open < end; open++) {
            if (source[open] == '{') {
                int close = open + 1;
                while (close < end && source[close] != '}') {
                    close++;
                }
                if (close < end && close > open + 1) {
                    return crc16(source, open + 1, close) % slotCount;
                }
                break;
            }
        }
        return crc16(source, offset, end) % slotCount;
    }

    /** CRC16/XMODEM of {@code source[from..to)}, 0 to 65,535. */
    static int crc16(byte[] source, int from, int to) {
        int crc = 0;
        for (int i = from; i < to; i++) {
            crc = ((crc << 8) & 0xffff) ^ TABLE[(crc >>> 8) ^ (source[i] & 0xff)];
        }
        return crc;
    }

    private static char[] table() {
        char[] table = new char[256];
        for (int i = 0; i < 256; i++) {
            int crc = i << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) != 0 ? (crc << 1) ^ POLYNOMIAL : crc << 1;
            }
            table[i] = (char) crc;
        }
        return table;
    }
}
