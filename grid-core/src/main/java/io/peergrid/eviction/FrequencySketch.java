package io.peergrid.eviction;

/**
 * About how often keys were used lately: a count-min sketch of 4-bit counters, four for a key in one block of 64 bytes, which all halve
 * after ten uses an entry. Any thread counts without a lock; a count that is lost does no harm. {@link #resize} by one thread at a
 * time.
 */
final class FrequencySketch {
    private static final int BLOCK_LONGS = 8;
    private static final int LEAST_LONGS = 64;
    private static final int MOST_LONGS = 1 << 28;
    private static final int MAX_COUNT = 15;
    private static final long HALF = 0x7777_7777_7777_7777L;
    /** How many uses an entry until counts halve. */
    private static final int SAMPLE = 10;

    private volatile long[] table = new long[LEAST_LONGS];
    private int additions;

    /** @param hash 64 bits */
    int frequency(long hash) {
        long[] counters = table;
        int block = block(hash, counters.length);
        int least = MAX_COUNT;
        for (int row = 0; row < 4; row++) {
            int place = place(hash, row);
            least = Math.min(least, (int) (counters[block + at(place, row)] >>> shift(place)) & MAX_COUNT);
        }
        return least;
    }

    /** @param weight how many uses this one stands for, as far as ageing goes */
    void increment(long hash, int weight) {
        long[] counters = table;
        int block = block(hash, counters.length);
        boolean added = false;
        for (int row = 0; row < 4; row++) {
            int place = place(hash, row);
            int at = block + at(place, row);
            int shift = shift(place);
            long present = counters[at];
            if (((present >>> shift) & MAX_COUNT) != MAX_COUNT) {
                counters[at] = present + (1L << shift);
                added = true;
            }
        }
        if (added && weight > 0) {
            additions += weight;
            if (additions >= (long) SAMPLE * counters.length) {
                halve(counters);
            }
        }
    }

    private void halve(long[] counters) {
        additions >>>= 1;
        for (int i = 0; i < counters.length; i++) {
            counters[i] = (counters[i] >>> 1) & HALF;
        }
    }

    /** Makes room for so many entries, at 8 bytes each; what was counted stays. */
    void resize(long entries) {
        long[] present = table;
        int blocks = (int) ((Math.min(entries, MOST_LONGS) + BLOCK_LONGS - 1) / BLOCK_LONGS);
        long[] fresh = new long[Math.max(blocks * BLOCK_LONGS, present.length)];
        long freshBlocks = fresh.length / BLOCK_LONGS;
        long presentBlocks = present.length / BLOCK_LONGS;
        for (int block = 0; block < freshBlocks; block++) {
            int from = (int) ((2L * block + 1) * presentBlocks / (2 * freshBlocks));
            System.arraycopy(present, from * BLOCK_LONGS, fresh, block * BLOCK_LONGS, BLOCK_LONGS);
        }
        table = fresh;
    }

    /** For how many entries it is made. */
    int entries() {
        return table.length;
    }

    long heapBytes() {
        return (long) table.length * Long.BYTES;
    }

    private static int block(long hash, int longs) {
        return (int) (((hash >>> Integer.SIZE) * (longs / BLOCK_LONGS)) >>> Integer.SIZE) * BLOCK_LONGS;
    }

    /** Eight bits of the hash's low half for each row. */
    private static int place(long hash, int row) {
        return (int) (hash >>> (row * 8)) & 0xff;
    }

    private static int at(int place, int row) {
        return (place & 1) + 2 * row;
    }

    private static int shift(int place) {
        return ((place >>> 1) & 15) << 2;
    }
}
