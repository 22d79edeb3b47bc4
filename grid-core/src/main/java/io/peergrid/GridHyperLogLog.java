package io.peergrid;

import java.time.Duration;
import java.util.Collection;

/**
 * Counts different elements without keeping them: 12 KiB at most under one key, whatever the number. Elements are of canonical types, as keys of {@link GridMap}. The value is
 * a string in the bytes that Redis has for it.
 */
public interface GridHyperLogLog<E> extends GridStructure {

    /** The same with methods that return at once. */
    @Override
    AsyncGridHyperLogLog<E> async();

    /**
     * The same whose calls take at most this long.
     *
     * @param deadline above zero, at most an hour
     */
    GridHyperLogLog<E> withDeadline(Duration deadline);

    /** Adds an element; true if that changed what is counted. */
    boolean add(E element);

    /** Adds elements, all at once; true if that changed what is counted, or if the key is new. */
    boolean addAll(Collection<? extends E> elements);

    /** About how many different elements were added: the standard error is 0.81 %. */
    long count();

    /** About how many different elements were added to this one or to any of the others. Of one moment if all are of one slot; otherwise each is of a moment of its own. */
    long countWith(Collection<String> others);

    /** Lets this one count what the others count, too, in one step. {@link IllegalArgumentException} if they are of several slots. */
    void merge(Collection<String> others);
}
