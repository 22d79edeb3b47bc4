package io.peergrid.command.list;

import io.peergrid.store.ByteSlice;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * A search from one end of a list.
 *
 * @param first the how manieth element found counts, from 1 on
 * @param enough how many are wanted at most
 * @param most how many elements are looked at
 */
record ListSearch(boolean backwards, long first, long enough, long most) {

    /** From the first element, or from the last one if the number is negative: so many; all of them if it is 0. */
    static ListSearch of(long count) {
        boolean all = count == 0 || count == Long.MIN_VALUE;
        return new ListSearch(count < 0, 1, all ? Long.MAX_VALUE : Math.abs(count), Long.MAX_VALUE);
    }

    /** The indexes, in the order of the search. */
    int[] find(ListEdit list, Predicate<ByteSlice> wanted) {
        IntStream.Builder found = IntStream.builder();
        int last = list.size() - 1;
        Predicate<ByteSlice> visitor = new Predicate<>() {
            private int seen;
            private long equal;

            @Override
            public boolean test(ByteSlice element) {
                if (wanted.test(element) && ++equal >= first) {
                    found.add(backwards ? last - seen : seen);
                }
                return ++seen < most && equal - first + 1 < enough;
            }
        };
        if (backwards) {
            list.backwards(last, visitor);
        } else {
            list.forwards(0, visitor);
        }
        return found.build().toArray();
    }
}
