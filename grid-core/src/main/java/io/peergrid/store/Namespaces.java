package io.peergrid.store;

import java.util.Arrays;
import java.util.concurrent.atomic.LongAdder;

/**
 * Numbers the namespaces that a member has seen from 0, so that an entry needs a byte for its namespace instead of eight. The
 * numbers mean nothing to other members. Lock-free for readers; a new namespace makes a new table. Nothing is ever forgotten.
 */
final class Namespaces {
    static final int UNKNOWN = -1;

    private volatile Table table = new Table(new long[0], new int[0], new long[0], new LongAdder[0]);

    /**
     * @param sorted ids in ascending order
     * @param numbers of {@code sorted}
     * @param byNumber ids in the order in which they came
     * @param entries of all slots, by number
     */
    private record Table(long[] sorted, int[] numbers, long[] byNumber, LongAdder[] entries) {}

    /** The namespace's number, or {@link #UNKNOWN}. */
    int find(long id) {
        Table present = table;
        int at = Arrays.binarySearch(present.sorted, id);
        return at < 0 ? UNKNOWN : present.numbers[at];
    }

    int number(long id) {
        int known = find(id);
        return known == UNKNOWN ? add(id) : known;
    }

    long id(int number) {
        return table.byNumber[number];
    }

    /** Entries of a namespace came to any slot, or went. */
    void count(int number, int difference) {
        table.entries[number].add(difference);
    }

    /** Entries of a namespace in all slots; a glance. */
    long entries(long id) {
        int number = find(id);
        return number == UNKNOWN ? 0 : table.entries[number].sum();
    }

    private synchronized int add(long id) {
        Table present = table;
        int at = Arrays.binarySearch(present.sorted, id);
        if (at >= 0) {
            return present.numbers[at];
        }
        int place = -at - 1;
        int count = present.sorted.length;
        long[] sorted = new long[count + 1];
        int[] numbers = new int[count + 1];
        System.arraycopy(present.sorted, 0, sorted, 0, place);
        System.arraycopy(present.numbers, 0, numbers, 0, place);
        System.arraycopy(present.sorted, place, sorted, place + 1, count - place);
        System.arraycopy(present.numbers, place, numbers, place + 1, count - place);
        sorted[place] = id;
        numbers[place] = count;
        long[] byNumber = Arrays.copyOf(present.byNumber, count + 1);
        byNumber[count] = id;
        LongAdder[] entries = Arrays.copyOf(present.entries, count + 1);
        entries[count] = new LongAdder();
        table = new Table(sorted, numbers, byNumber, entries);
        return count;
    }
}
