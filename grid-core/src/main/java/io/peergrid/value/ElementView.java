package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Set-like content of a key, packed or large, as commands read it. Under the slot's lock if large. */
public interface ElementView {
    /** The cursor behind the last element. */
    long END = 1L << Integer.SIZE;

    int size();

    /** The element of a member, or null. */
    @Nullable
    ByteSlice find(Key member);

    /**
     * Visits elements until the visitor returns false, and then those of the same hash. An element that is present from the
     * first call to the last is visited, whatever else changes. What is packed is visited whole, whatever the visitor says.
     *
     * @param cursor 0 at the start, then what the last call returned
     * @return where to go on, or {@link #END}
     */
    long scan(long cursor, Predicate<ByteSlice> visitor);

    /**
     * One of the elements; each with the same probability if the argument is evenly random. There must be one.
     *
     * @param random any number
     */
    ByteSlice pick(long random);
}
