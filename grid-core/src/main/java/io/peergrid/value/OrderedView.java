package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A sorted set, packed or large, as commands read it: elements have ranks, the first 0. Under the slot's lock if large. */
public interface OrderedView extends ElementView {

    /**
     * How many elements come before a place in the order. Large: O(log n).
     *
     * @param below true for all elements before the place and for none after it
     */
    int countBelow(Predicate<ByteSlice> below);

    /**
     * Visits the elements of some ranks. Large: O(log n), and O(1) for each visited.
     *
     * @param from the first rank
     * @param to the rank behind the last, at most the size; nothing is visited if it is not above {@code from}
     * @param down whether the highest rank comes first
     */
    void visit(int from, int to, boolean down, Consumer<ByteSlice> visitor);
}
