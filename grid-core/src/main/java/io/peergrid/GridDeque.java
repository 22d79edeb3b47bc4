package io.peergrid;

import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import org.jspecify.annotations.Nullable;

/**
 * A list under one key, all in one slot: a queue, a stack, a log of the last n. As a {@link java.util.concurrent.BlockingQueue} it is first in, first out.
 *
 * <p>There is no capacity: methods that add never wait and never refuse for want of room, they end with {@link GridMemoryException} at the member's memory bound.
 * Each method is atomic but {@link #removeAll}, {@link #retainAll}, {@link #removeIf} and {@code drainTo}, which take several steps. An element is taken once, also
 * if the call was repeated after a failover. Elements are equal if their stored bytes are.
 *
 * <p>Methods that wait ({@code take}, {@code poll} with a time) let the owner of the slot wake them, the one that waits longest first; they go on waiting at the next owner if it dies.
 * The time bounds the waiting; a call for an element that is there by then has the time of any call. They end with {@link OutcomeUnknownException} only if the answer to such a call
 * is lost for longer than that.
 *
 * <p>Iterators walk over the elements of one moment, {@link ValueTooLargeException} if that is too much for one answer (then {@link #range}). Their {@code remove} removes the first
 * element that is equal, the last one for {@link #descendingIterator}.
 */
public interface GridDeque<E> extends GridStructure, BlockingDeque<E> {

    /** One of the two ends. */
    enum End {
        FIRST,
        LAST
    }

    /** The same with methods that return at once. */
    @Override
    AsyncGridDeque<E> async();

    /**
     * The same whose calls take at most this long. Waiting does not count.
     *
     * @param deadline above zero, at most an hour
     */
    GridDeque<E> withDeadline(Duration deadline);

    /** Puts elements in front, one after the other, all at once: the last one is the first then. Returns the length. */
    int addFirstEach(Collection<? extends E> elements);

    /** Puts elements behind the last, one after the other, all at once. Returns the length. */
    int addLastEach(Collection<? extends E> elements);

    /** As {@link #addFirst} if the key is there; returns the length, 0 if not. */
    int addFirstIfPresent(E element);

    /** As {@link #addLast} if the key is there; returns the length, 0 if not. */
    int addLastIfPresent(E element);

    /** Takes so many elements off the front, fewer if there are not so many. */
    List<E> pollFirst(int count);

    /** Takes so many elements off the end, the last one first. */
    List<E> pollLast(int count);

    /** Takes off the first element, waiting so long for one; null if none came. */
    @Nullable
    E pollFirst(Duration timeout) throws InterruptedException;

    /** Takes off the last element, waiting so long for one; null if none came. */
    @Nullable
    E pollLast(Duration timeout) throws InterruptedException;

    /**
     * Takes elements off the first of this deque and others of the same slot, in their order, that has some.
     *
     * @param others by name; {@link IllegalArgumentException} if one is of another slot
     * @param count how many at most, above zero
     * @return null if all are empty
     */
    @Nullable
    PoppedElements<E> pollAny(Collection<String> others, End end, int count);

    /** As {@link #pollAny(Collection, End, int)}, waiting so long for one of them to have elements; null if none came. */
    @Nullable
    PoppedElements<E> pollAny(Collection<String> others, End end, int count, Duration timeout)
            throws InterruptedException;

    /** An element; null if there is none at the index. -1 is the last. */
    @Nullable
    E get(int index);

    /** Puts an element in place of another, -1 being the last; {@link IllegalArgumentException} if there is none, {@link GridException} if the key is absent. */
    void set(int index, E element);

    /** The elements from one index to another, both included. -1 is the last. */
    List<E> range(int from, int to);

    /** All elements of one moment; {@link ValueTooLargeException} if that is too much for one answer, then {@link #range}. */
    List<E> toList();

    /** Where the first equal element is; -1 if there is none. */
    int indexOf(E element);

    /** Where the last equal element is; -1 if there is none. */
    int lastIndexOf(E element);

    /**
     * Where equal elements are.
     *
     * @param rank from the how manieth on; from the end if negative, the last one being -1; never 0
     * @param count how many of them, 0 for all
     * @param most among how many elements, 0 for all
     */
    List<Integer> indexesOf(E element, int rank, int count, int most);

    /** Inserts before the first element that is equal to the pivot; returns the length, -1 if there is no pivot, 0 if the key is absent. */
    int insertBefore(E pivot, E element);

    /** As {@link #insertBefore}, behind it. */
    int insertAfter(E pivot, E element);

    /** Removes so many equal elements from the front on, with a negative number from the end on, all with 0; returns how many. */
    int remove(E element, int count);

    /** Keeps the elements from one index to another, both included, and removes the others. -1 is the last. */
    void trim(int from, int to);

    /**
     * Moves the element at one end to an end of another deque of the same slot, or of this one, in one step.
     *
     * @return the element; null if the key is absent
     * @throws IllegalArgumentException if the other is of another slot
     */
    @Nullable
    E moveTo(String other, End from, End to);

    /** As {@link #moveTo(String, End, End)}, waiting so long for an element; null if none came. */
    @Nullable
    E moveTo(String other, End from, End to, Duration timeout) throws InterruptedException;

    /** The elements of one moment, from the first to the last. */
    @Override
    Iterator<E> iterator();
}
