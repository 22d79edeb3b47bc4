package io.peergrid;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A set under one key, all in one slot. Elements are of canonical types, as keys of {@link GridMap}: two are equal if their bytes are.
 *
 * The methods of {@link Set} that take one element, {@link #addAll} and {@link #removeAll} are atomic. {@link #retainAll} and {@link #removeIf} look at pages and remove what has to go;
 * iterators fetch page by page and may see changes or not.
 */
public interface GridSet<E> extends GridStructure, Set<E> {

    /** The same with methods that return at once. */
    @Override
    AsyncGridSet<E> async();

    /**
     * The same whose calls take at most this long.
     *
     * @param deadline above zero, at most an hour
     */
    GridSet<E> withDeadline(Duration deadline);

    /** Adds an element; true if it was not there. */
    @Override
    boolean add(E element);

    /** Adds elements, all at once; returns how many are new. */
    int addEach(Collection<? extends E> elements);

    /** Removes elements, all at once; returns how many were there. */
    int removeEach(Collection<? extends E> elements);

    /** Those of the elements that are there, of one moment. */
    Set<E> containedOf(Collection<? extends E> elements);

    /** All elements of one moment; {@link ValueTooLargeException} if that is too much for one answer, then {@link #scan}. */
    Set<E> toSet();

    /** Moves an element to another set of the same slot, in one step; true if it was there. */
    boolean moveTo(String other, E element);

    /** Removes an element by chance and returns it; null if the key is absent. A call that is repeated after a failover pops once. */
    @Nullable
    E pop();

    /** Removes so many elements by chance and returns them, fewer if there are not so many. */
    Set<E> pop(int count);

    /** An element by chance; null if the key is absent. */
    @Nullable
    E randomElement();

    /** So many different elements by chance; with a negative count that many, repeated perhaps. */
    List<E> randomElements(int count);

    /** Replaces this set by the intersection of these, all of the same slot, in one step; returns its size. {@link IllegalArgumentException} if they are of several slots. */
    int storeIntersection(Collection<String> sets);

    /** As {@link #storeIntersection}, of the union. */
    int storeUnion(Collection<String> sets);

    /** As {@link #storeIntersection}, of what is in the first of these sets and in none of the others. */
    int storeDifference(Collection<String> sets);

    /** One page of elements, as {@link GridMap#scan}; an element present throughout is returned at least once. */
    ScanPage<E> scan(ScanCursor cursor, @Nullable String pattern, int count);

    /** The elements that are in this set and in all of the others. Of one moment if all sets are of one slot; otherwise each set of a moment of its own. */
    Set<E> intersection(Collection<String> others);

    /** The elements that are in this set or in any of the others. As {@link #intersection}. */
    Set<E> union(Collection<String> others);

    /** The elements that are in this set and in none of the others. As {@link #intersection}. */
    Set<E> difference(Collection<String> others);
}
