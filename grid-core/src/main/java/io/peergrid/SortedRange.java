package io.peergrid;

import org.jspecify.annotations.Nullable;

/**
 * A range of a sorted set. Immutable.
 *
 * @param fromTop whether the highest comes first
 * @param offset how many to pass over, in the direction of the range
 * @param limit how many at most; negative for all
 */
public record SortedRange(Bounds bounds, boolean fromTop, long offset, long limit) {
    /** What is within. */
    public sealed interface Bounds permits Ranks, Scores, Elements {}

    /** Both included; negative ranks count from the end. In a range from the top ranks count from there. */
    public record Ranks(long first, long last) implements Bounds {}

    /** Scores; infinite ones for no end. */
    public record Scores(double least, boolean leastIncluded, double most, boolean mostIncluded) implements Bounds {}

    /** By the elements' bytes, which for text are UTF-8; only where all scores are the same. Null for no end. */
    public record Elements(
            @Nullable Object from,
            boolean fromIncluded,
            @Nullable Object to,
            boolean toIncluded) implements Bounds {}

    public SortedRange {
        if (bounds instanceof Ranks && (offset != 0 || limit >= 0)) {
            throw new IllegalArgumentException("a range of ranks has no limit of its own: choose the ranks");
        }
        if (offset < 0) {
            throw new IllegalArgumentException("an offset of " + offset + "; it must be 0 at least");
        }
    }

    /** Everything. */
    public static SortedRange all() {
        return ofRanks(0, -1);
    }

    /** From a rank to a rank, both included; the first is 0, negative ones count from the end. */
    public static SortedRange ofRanks(long first, long last) {
        return of(new Ranks(first, last));
    }

    /** From a score to a score, both included. */
    public static SortedRange ofScores(double least, double most) {
        return ofScores(least, true, most, true);
    }

    /** From a score to a score. */
    public static SortedRange ofScores(double least, boolean leastIncluded, double most, boolean mostIncluded) {
        return of(new Scores(least, leastIncluded, most, mostIncluded));
    }

    /** From an element to an element, both included, where all scores are the same; null for no end. */
    public static SortedRange ofElements(@Nullable Object from, @Nullable Object to) {
        return ofElements(from, true, to, true);
    }

    /** From an element to an element, where all scores are the same; null for no end. */
    public static SortedRange ofElements(
            @Nullable Object from, boolean fromIncluded, @Nullable Object to, boolean toIncluded) {
        return of(new Elements(from, fromIncluded, to, toIncluded));
    }

    private static SortedRange of(Bounds bounds) {
        return new SortedRange(bounds, false, 0, -1);
    }

    /** The same, the highest first. */
    public SortedRange descending() {
        return new SortedRange(bounds, true, offset, limit);
    }

    /** The same without the first so many, and so many at most. Not for ranks. */
    public SortedRange page(long skipped, long most) {
        return new SortedRange(bounds, fromTop, skipped, most);
    }
}
