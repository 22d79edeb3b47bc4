package io.peergrid.store;

import java.util.Arrays;

/**
 * Which entries of one slot expire next: a binary heap of longs, each a deadline rounded up to {@value #TICK_MILLIS} ms (high
 * 36 bits) and the high 28 bits of the key's hash. It holds no entries, so it keeps none alive; an item whose entry has gone
 * or has another deadline is dropped when it comes to the top. Under the slot's lock.
 */
final class DueIndex {
    static final int TICK_MILLIS = 64;

    private static final int TICK_SHIFT = 6;
    private static final int HASH_BITS = 28;
    private static final long HASH_MASK = (1L << HASH_BITS) - 1;
    private static final long MAX_TICK = (1L << (Long.SIZE - HASH_BITS)) - 1;
    private static final int LEAST_CAPACITY = 4;

    private long[] heap = new long[LEAST_CAPACITY];
    private int size;

    static long item(long deadline, long hash) {
        long rounded = deadline > Long.MAX_VALUE - TICK_MILLIS ? deadline : deadline + TICK_MILLIS - 1;
        return (Math.min(rounded >> TICK_SHIFT, MAX_TICK) << HASH_BITS) | (hash >>> (Long.SIZE - HASH_BITS));
    }

    /** When an entry of this item is surely due, in milliseconds since the epoch. */
    static long dueMillis(long item) {
        long tick = item >>> HASH_BITS;
        return tick == MAX_TICK ? Long.MAX_VALUE : tick << TICK_SHIFT;
    }

    /** The least 32-bit hash that the item can stand for; the greatest is 15 more. */
    static long leastHash(long item) {
        return (item & HASH_MASK) << (Integer.SIZE - HASH_BITS);
    }

    int size() {
        return size;
    }

    long heapBytes() {
        return heap.length * (long) Long.BYTES;
    }

    boolean isEmpty() {
        return size == 0;
    }

    long first() {
        return heap[0];
    }

    /** When the first item is due; the end of time if there is none. */
    long nextDueMillis() {
        return size == 0 ? Long.MAX_VALUE : dueMillis(heap[0]);
    }

    void add(long item) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size + (size >> 1) + 1);
        }
        int at = size++;
        while (at > 0) {
            int parent = (at - 1) >> 1;
            if (Long.compareUnsigned(heap[parent], item) <= 0) {
                break;
            }
            heap[at] = heap[parent];
            at = parent;
        }
        heap[at] = item;
    }

    void removeFirst() {
        long last = heap[--size];
        int at = 0;
        for (int child = 1; child < size; child = 2 * at + 1) {
            if (child + 1 < size && Long.compareUnsigned(heap[child + 1], heap[child]) < 0) {
                child++;
            }
            if (Long.compareUnsigned(last, heap[child]) <= 0) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = last;
    }
}
