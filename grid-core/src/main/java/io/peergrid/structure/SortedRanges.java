package io.peergrid.structure;

import io.peergrid.SortedRange;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Value;
import io.peergrid.command.sortedset.SortedSetCommands;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ranges of sorted sets as arguments. */
final class SortedRanges {
    private SortedRanges() {}

    /** What follows the key of a ZRANGE. */
    static List<Value> query(SortedRange range, Members<?> elements) {
        List<Value> ends = ends(range, elements);
        boolean ranks = range.bounds() instanceof SortedRange.Ranks;
        // In a range from the top the higher end is said first, unless it is a rank.
        List<Value> arguments = new ArrayList<>(range.fromTop() && !ranks ? List.of(ends.get(1), ends.get(0)) : ends);
        if (!ranks) {
            arguments.add(Value.of(range.bounds() instanceof SortedRange.Scores ? "BYSCORE" : "BYLEX"));
        }
        if (range.fromTop()) {
            arguments.add(Value.of("REV"));
        }
        if (range.offset() != 0 || range.limit() >= 0) {
            arguments.addAll(List.of(Value.of("LIMIT"), Value.of(range.offset()), Value.of(range.limit())));
        }
        return arguments;
    }

    static DataCommand removal(SortedRange range) {
        if (range.offset() != 0
                || range.limit() >= 0
                || (range.bounds() instanceof SortedRange.Ranks && range.fromTop())) {
            throw new IllegalArgumentException("a range with a limit, or of ranks from the top, cannot be removed");
        }
        if (range.bounds() instanceof SortedRange.Ranks) {
            return SortedSetCommands.REMOVE_RANGE;
        }
        return range.bounds() instanceof SortedRange.Scores
                ? SortedSetCommands.REMOVE_BY_SCORE
                : SortedSetCommands.REMOVE_BY_MEMBER;
    }

    /** The lower and the upper end. */
    static List<Value> ends(SortedRange range, Members<?> elements) {
        if (range.bounds() instanceof SortedRange.Ranks ranks) {
            return List.of(Value.of(ranks.first()), Value.of(ranks.last()));
        } else if (range.bounds() instanceof SortedRange.Scores scores) {
            return List.of(score(scores.least(), scores.leastIncluded()), score(scores.most(), scores.mostIncluded()));
        }
        SortedRange.Elements between = (SortedRange.Elements) range.bounds();
        return List.of(
                end(between.from(), between.fromIncluded(), "-", elements),
                end(between.to(), between.toIncluded(), "+", elements));
    }

    private static Value score(double score, boolean included) {
        return Value.of((included ? "" : "(") + score);
    }

    private static Value end(@Nullable Object element, boolean included, String open, Members<?> elements) {
        return element == null ? Value.of(open) : prefixed(included ? '[' : '(', element, elements);
    }

    private static <E> Value prefixed(char sign, Object element, Members<E> elements) {
        Class<E> type = elements.codec().type();
        if (!type.isInstance(element)) {
            throw new IllegalArgumentException(
                    "an end of a range is a " + element.getClass().getName() + ", the elements are " + type.getName());
        }
        byte[] bytes = elements.codec().encode(type.cast(element));
        byte[] end = new byte[bytes.length + 1];
        end[0] = (byte) sign;
        System.arraycopy(bytes, 0, end, 1, bytes.length);
        return Value.of(end);
    }
}
