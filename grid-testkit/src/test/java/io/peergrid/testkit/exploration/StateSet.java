package io.peergrid.testkit.exploration;

/** A set of 64-bit values other than 0, which stands for no value. */
final class StateSet {
    private long[] table = new long[1 << 16];
    private int size;

    int size() {
        return size;
    }

    /** Whether it is new. */
    boolean add(long value) {
        long kept = value == 0 ? 1 : value;
        if (2L * size >= table.length) {
            grow();
        }
        if (put(table, kept)) {
            size++;
            return true;
        }
        return false;
    }

    private static boolean put(long[] table, long value) {
        int mask = table.length - 1;
        int at = (int) (value ^ (value >>> 32)) & mask;
        while (table[at] != 0) {
            if (table[at] == value) {
                return false;
            }
            at = (at + 1) & mask;
        }
        table[at] = value;
        return true;
    }

    private void grow() {
        long[] larger = new long[2 * table.length];
        for (long value : table) {
            if (value != 0) {
                put(larger, value);
            }
        }
        table = larger;
    }
}
