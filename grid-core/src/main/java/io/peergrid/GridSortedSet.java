package io.peergrid;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sorted set under one key, all in one slot: elements with scores, in the order of their scores and, among equal ones, of their bytes. Elements are of canonical types, as keys
 * of {@link GridMap}. A score is any double but NaN; -0 becomes 0. What is done with one element or a range takes O(log n), and its share for each element answered.
 *
 * <p>Methods that wait ({@code take}, {@code pop} with a time) wait as those of {@link GridDeque} do.
 */
public interface GridSortedSet<E> extends GridStructure {

    /** The same with methods that return at once. */
    @Override
    AsyncGridSortedSet<E> async();

    /**
     * The same whose calls take at most this long.
     *
     * @param deadline above zero, at most an hour
     */
    GridSortedSet<E> withDeadline(Duration deadline);

    /** Puts an element with a score, or gives it this one; true if it is new. */
    boolean add(E element, double score);

    /** Puts an element or changes its score if the condition holds; true if anything changed. */
    boolean add(E element, double score, ScoreCondition condition);

    /** Puts elements with their scores, all at once; returns how many are new. */
    int addAll(Map<? extends E, Double> scores);

    /** Puts elements or changes their scores where the condition holds, all at once; returns how many were put or changed. */
    int addAll(Map<? extends E, Double> scores, ScoreCondition condition);

    /** Adds to the score of an element, 0 if it is not there; returns the sum. {@link IllegalArgumentException} if that is not a number. */
    double addAndGet(E element, double delta);

    /** Adds to the score of an element if the condition holds for the sum; returns the sum, null if it does not hold. */
    @Nullable
    Double addAndGet(E element, double delta, ScoreCondition condition);

    /** Removes an element; true if it was there. */
    boolean remove(E element);

    /** Removes elements, all at once; returns how many were there. */
    int removeEach(Collection<? extends E> elements);

    /** How many elements there are. */
    int size();

    /** Whether an element is there. */
    boolean contains(E element);

    /** The score of an element; null if it is not there. */
    @Nullable
    Double score(E element);

    /** The scores of those of the elements that are there, of one moment. */
    Map<E, Double> scores(Collection<? extends E> elements);

    /** How many elements come before this one; null if it is not there. */
    @Nullable
    Integer rank(E element);

    /** How many elements come behind this one; null if it is not there. */
    @Nullable
    Integer rankFromTop(E element);

    /** How many elements are in a range, whatever its limit. */
    int count(SortedRange range);

    /** The elements of a range in order, of one moment; {@link ValueTooLargeException} if that is too much for one answer. */
    List<E> range(SortedRange range);

    /** As {@link #range}, with scores. */
    List<ScoredElement<E>> entries(SortedRange range);

    /** Removes the elements of a range; returns how many they were. A range with a limit, or of ranks from the top, is refused. */
    int removeRange(SortedRange range);

    /** Replaces this sorted set by a range of another of the same slot, in one step; returns its size. */
    int storeRange(String source, SortedRange range);

    /** Removes the element with the lowest score and returns it; null if the key is absent. A call that is repeated after a failover pops once. */
    @Nullable
    ScoredElement<E> popLowest();

    /** Removes the element with the highest score and returns it, as {@link #popLowest()}. */
    @Nullable
    ScoredElement<E> popHighest();

    /** Removes so many elements with the lowest scores and returns them, fewer if there are not so many. */
    List<ScoredElement<E>> popLowest(int count);

    /** Removes so many elements with the highest scores and returns them, the highest first. */
    List<ScoredElement<E>> popHighest(int count);

    /** As {@link #popLowest()}, waiting so long for an element; null if none came. */
    @Nullable
    ScoredElement<E> popLowest(Duration timeout) throws InterruptedException;

    /** As {@link #popHighest()}, waiting so long for an element; null if none came. */
    @Nullable
    ScoredElement<E> popHighest(Duration timeout) throws InterruptedException;

    /** As {@link #popLowest()}, waiting for an element as long as it takes. */
    ScoredElement<E> takeLowest() throws InterruptedException;

    /** As {@link #popHighest()}, waiting for an element as long as it takes. */
    ScoredElement<E> takeHighest() throws InterruptedException;

    /**
     * Removes elements with the lowest scores from the first of this sorted set and others of the same slot, in their order, that has some, and returns them.
     *
     * @param others by name; {@link IllegalArgumentException} if one is of another slot
     * @param count how many at most, above zero
     * @return null if all are absent
     */
    @Nullable
    PoppedElements<ScoredElement<E>> popLowestOfAny(Collection<String> others, int count);

    /** As {@link #popLowestOfAny(Collection, int)}, waiting so long for one of them to have elements; null if none came. */
    @Nullable
    PoppedElements<ScoredElement<E>> popLowestOfAny(Collection<String> others, int count, Duration timeout)
            throws InterruptedException;

    /**
     * Removes elements with the highest scores from the first of this sorted set and others of the same slot, in their order, that has some, and returns them.
     *
     * @param others by name; {@link IllegalArgumentException} if one is of another slot
     * @param count how many at most, above zero
     * @return null if all are absent
     */
    @Nullable
    PoppedElements<ScoredElement<E>> popHighestOfAny(Collection<String> others, int count);

    /** As {@link #popHighestOfAny(Collection, int)}, waiting so long for one of them to have elements; null if none came. */
    @Nullable
    PoppedElements<ScoredElement<E>> popHighestOfAny(Collection<String> others, int count, Duration timeout)
            throws InterruptedException;

    /** An element by chance; null if the key is absent. */
    @Nullable
    E randomElement();

    /** So many different elements by chance; with a negative count that many, repeated perhaps. */
    List<E> randomElements(int count);

    /** One page of elements in no order, as {@link GridMap#scan}; an element present throughout is returned at least once. */
    ScanPage<ScoredElement<E>> scan(ScanCursor cursor, @Nullable String pattern, int count);

    /** The elements of any of the operands, in the order of their scores. Of one moment if all are of one slot; otherwise each operand is of a moment of its own. */
    List<ScoredElement<E>> union(ScoreMerge operands);

    /** The elements that are in all of the operands. As {@link #union}. */
    List<ScoredElement<E>> intersection(ScoreMerge operands);

    /** The elements of the first of these sorted sets or sets that are in none of the others. As {@link #union}. */
    List<ScoredElement<E>> difference(Collection<String> operands);

    /** Replaces this sorted set by {@link #union} of operands of the same slot, in one step; returns its size. {@link IllegalArgumentException} if they are of several slots. */
    int storeUnion(ScoreMerge operands);

    /** As {@link #storeUnion}, of what {@link #intersection} answers. */
    int storeIntersection(ScoreMerge operands);

    /** As {@link #storeUnion}, of what {@link #difference} answers. */
    int storeDifference(Collection<String> operands);
}
