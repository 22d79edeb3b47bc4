package io.peergrid.testkit.history;

import java.util.Arrays;
import java.util.function.IntPredicate;

/** A small immutable set of ints. */
final class IntSet {
    static final IntSet EMPTY = new IntSet(new int[0]);

    private final int[] sorted;

    private IntSet(int[] sorted) {
        this.sorted = sorted;
    }

    boolean contains(int element) {
        return Arrays.binarySearch(sorted, element) >= 0;
    }

    IntSet with(int element) {
        int at = Arrays.binarySearch(sorted, element);
        if (at >= 0) {
            return this;
        }
        int insertion = -at - 1;
        int[] larger = new int[sorted.length + 1];
        System.arraycopy(sorted, 0, larger, 0, insertion);
        larger[insertion] = element;
        System.arraycopy(sorted, insertion, larger, insertion + 1, sorted.length - insertion);
        return new IntSet(larger);
    }

    IntSet without(int element) {
        int at = Arrays.binarySearch(sorted, element);
        if (at < 0) {
            return this;
        }
        int[] smaller = new int[sorted.length - 1];
        System.arraycopy(sorted, 0, smaller, 0, at);
        System.arraycopy(sorted, at + 1, smaller, at, smaller.length - at);
        return new IntSet(smaller);
    }

    IntSet where(IntPredicate condition) {
        for (int element : sorted) {
            if (!condition.test(element)) {
                return new IntSet(Arrays.stream(sorted).filter(condition).toArray());
            }
        }
        return this;
    }

    boolean containsAll(IntSet other) {
        if (other.sorted.length > sorted.length) {
            return false;
        }
        int at = 0;
        for (int element : other.sorted) {
            while (at < sorted.length && sorted[at] < element) {
                at++;
            }
            if (at == sorted.length || sorted[at] != element) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof IntSet set && Arrays.equals(sorted, set.sorted);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sorted);
    }
}
