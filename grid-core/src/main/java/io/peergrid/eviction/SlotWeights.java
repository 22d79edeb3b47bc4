package io.peergrid.eviction;

import java.util.Arrays;

/**
 * How many entries each slot holds, so that one of all can be chosen at random in as many steps as the number of slots has bits: a
 * Fenwick tree. One thread at a time.
 */
final class SlotWeights {
    private final int[] tree;
    private final int top;
    private int total;

    SlotWeights(int slotCount) {
        tree = new int[slotCount + 1];
        top = Integer.highestOneBit(slotCount);
    }

    int total() {
        return total;
    }

    void add(int slot, int difference) {
        total += difference;
        for (int at = slot + 1; at < tree.length; at += at & -at) {
            tree[at] += difference;
        }
    }

    int of(int slot) {
        return upTo(slot + 1) - upTo(slot);
    }

    /** The slot that holds the entry with this index, if all are counted slot by slot; 0 to {@link #total} - 1. */
    int slotAt(int index) {
        int slot = 0;
        int rest = index;
        for (int step = top; step > 0; step >>= 1) {
            int next = slot + step;
            if (next < tree.length && tree[next] <= rest) {
                slot = next;
                rest -= tree[next];
            }
        }
        return slot;
    }

    void clear() {
        Arrays.fill(tree, 0);
        total = 0;
    }

    long heapBytes() {
        return (long) tree.length * Integer.BYTES;
    }

    private int upTo(int slots) {
        int sum = 0;
        for (int at = slots; at > 0; at -= at & -at) {
            sum += tree[at];
        }
        return sum;
    }
}
