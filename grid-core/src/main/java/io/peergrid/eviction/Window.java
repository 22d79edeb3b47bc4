package io.peergrid.eviction;

/**
 * The newest entries in the order in which they came or were used again: a ring of longs that grows, each the entry's slot (14 bits), the
 * hash by which it is found there (32) and the low {@value #TICK_BITS} bits of its tick. It keeps no entry alive. One thread at a
 * time.
 */
final class Window {
    static final int TICK_BITS = 18;

    private static final int LEAST_CAPACITY = 8;
    private static final int TICK_MASK = (1 << TICK_BITS) - 1;

    private long[] ring = new long[LEAST_CAPACITY];
    private int first;
    private int size;

    int size() {
        return size;
    }

    void add(int slot, int hash, int tick) {
        if (size == ring.length) {
            resize(size * 2);
        }
        long item = ((long) slot << Integer.SIZE) | Integer.toUnsignedLong(hash);
        ring[(first + size++) & (ring.length - 1)] = (item << TICK_BITS) | (tick & TICK_MASK);
    }

    /** The oldest item; there must be one. */
    long remove() {
        long item = ring[first];
        first = (first + 1) & (ring.length - 1);
        size--;
        if (ring.length > LEAST_CAPACITY && size < ring.length / 4) {
            resize(ring.length / 2);
        }
        return item;
    }

    void clear() {
        ring = new long[LEAST_CAPACITY];
        first = 0;
        size = 0;
    }

    long heapBytes() {
        return (long) ring.length * Long.BYTES;
    }

    static int slot(long item) {
        return (int) (item >>> (Integer.SIZE + TICK_BITS));
    }

    static int hash(long item) {
        return (int) (item >>> TICK_BITS);
    }

    /** Whether the entry was not used since it was noted. */
    static boolean isOf(long item, int tick) {
        return (item & TICK_MASK) == (tick & TICK_MASK);
    }

    private void resize(int capacity) {
        long[] fresh = new long[capacity];
        for (int i = 0; i < size; i++) {
            fresh[i] = ring[(first + i) & (ring.length - 1)];
        }
        ring = fresh;
        first = 0;
    }
}
