package io.peergrid.store;

import java.util.Arrays;

/** How many entries of each namespace one slot holds. Under the slot's lock. */
final class NamespaceCounts {
    private static final int[] NONE = {};

    // Parallel and in ascending order of namespace; a slot has entries of few.
    private int[] namespaces = NONE;
    private int[] counts = NONE;
    private int size;

    int of(int namespace) {
        int at = Arrays.binarySearch(namespaces, 0, size, namespace);
        return at < 0 ? 0 : counts[at];
    }

    /** Takes everything counted here off the counts of all slots. */
    void takeOff(Namespaces all) {
        for (int i = 0; i < size; i++) {
            all.count(namespaces[i], -counts[i]);
        }
    }

    void add(int namespace, int difference) {
        int at = Arrays.binarySearch(namespaces, 0, size, namespace);
        if (at < 0) {
            at = -at - 1;
            insert(at, namespace);
        }
        counts[at] += difference;
        if (counts[at] == 0) {
            delete(at);
        }
    }

    private void insert(int at, int namespace) {
        if (size == namespaces.length) {
            namespaces = Arrays.copyOf(namespaces, Math.max(1, size * 2));
            counts = Arrays.copyOf(counts, Math.max(1, size * 2));
        }
        System.arraycopy(namespaces, at, namespaces, at + 1, size - at);
        System.arraycopy(counts, at, counts, at + 1, size - at);
        namespaces[at] = namespace;
        counts[at] = 0;
        size++;
    }

    private void delete(int at) {
        size--;
        System.arraycopy(namespaces, at + 1, namespaces, at, size - at);
        System.arraycopy(counts, at + 1, counts, at, size - at);
    }
}
