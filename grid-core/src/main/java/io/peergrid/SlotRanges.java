package io.peergrid;

import java.util.ArrayList;
import java.util.List;

/** A set of slots as ascending ranges that neither touch nor overlap; those from 16,384 on are of replicated maps. Immutable. */
public record SlotRanges(List<Range> ranges) {

    /** Both ends included. */
    public record Range(int first, int last) {
        @Override
        public String toString() {
            return first == last ? Integer.toString(first) : first + "-" + last;
        }
    }

    public SlotRanges {
        ranges = List.copyOf(ranges);
    }

    /** @param slots ascending, without duplicates */
    public static SlotRanges of(Iterable<Integer> slots) {
        List<Range> ranges = new ArrayList<>();
        int first = -1;
        int last = -2;
        for (int slot : slots) {
            if (slot != last + 1) {
                if (first >= 0) {
                    ranges.add(new Range(first, last));
                }
                first = slot;
            }
            last = slot;
        }
        if (first >= 0) {
            ranges.add(new Range(first, last));
        }
        return new SlotRanges(ranges);
    }

    /** How many slots these are. */
    public int count() {
        int count = 0;
        for (Range range : ranges) {
            count += range.last() - range.first() + 1;
        }
        return count;
    }

    public boolean contains(int slot) {
        for (Range range : ranges) {
            if (slot >= range.first() && slot <= range.last()) {
                return true;
            }
        }
        return false;
    }

    /** The first few ranges and how many more there are: fits on a line. */
    @Override
    public String toString() {
        int shown = Math.min(ranges.size(), 4);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < shown; i++) {
            text.append(i == 0 ? "" : ",").append(ranges.get(i));
        }
        if (shown < ranges.size()) {
            text.append(" and ").append(ranges.size() - shown).append(" more ranges");
        }
        return text.toString();
    }
}
