package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import java.util.function.Predicate;

/** The content of a list, packed or large, as commands read it: values with their tags. Under the slot's lock if large. */
public interface ListView {

    int size();

    /**
     * The element at a place.
     *
     * @param index at least 0 and below {@link #size}
     */
    ByteSlice get(int index);

    /**
     * Visits elements in their order until the visitor returns false.
     *
     * @param from the index of the first, at least 0
     */
    void forwards(int from, Predicate<ByteSlice> visitor);

    /**
     * Visits elements against their order until the visitor returns false.
     *
     * @param from the index of the first, below {@link #size}
     */
    void backwards(int from, Predicate<ByteSlice> visitor);
}
