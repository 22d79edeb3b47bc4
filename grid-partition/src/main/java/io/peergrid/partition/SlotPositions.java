package io.peergrid.partition;

import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a member's copies of some slots reach: the attachment of a vote. A member attaches the slots whose primary is
 * suspected, and those without a primary, that list it in sync or eligible. Immutable; neighbouring slots with equal
 * positions take one range.
 */
public final class SlotPositions {
    /** The position of a copy. Ordered by term first: a longer log of an older term is not fresher (I18). */
    public record Position(long slotTerm, long seq) {}

    private record Range(int from, int to, Position position) {}

    private final List<Range> ranges;
    private final int[] starts;

    private SlotPositions(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
        this.starts = ranges.stream().mapToInt(Range::from).toArray();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** The position, or null if the member attached none for this slot. */
    public @Nullable Position at(int slot) {
        int found = Arrays.binarySearch(starts, slot);
        int index = found >= 0 ? found : -found - 2;
        if (index < 0 || ranges.get(index).to <= slot) {
            return null;
        }
        return ranges.get(index).position;
    }

    public byte[] encode() {
        WireWriter out = new WireWriter();
        out.varInt(ranges.size());
        int at = 0;
        for (Range range : ranges) {
            out.varInt(range.from - at).varInt(range.to - range.from);
            out.varLong(range.position.slotTerm).varLong(range.position.seq);
            at = range.to;
        }
        return out.toBytes();
    }

    /** @throws WireFormatException for anything {@link #encode} did not write, or slots at or above {@code slotCount} */
    public static SlotPositions decode(byte[] attachment, int slotCount) {
        WireReader in = new WireReader(attachment);
        int count = in.count(4);
        List<Range> ranges = new ArrayList<>(count);
        int at = 0;
        for (int i = 0; i < count; i++) {
            int gap = in.varInt();
            int size = in.varInt();
            if (gap < 0 || gap > slotCount - at || size < 1 || size > slotCount - at - gap) {
                throw new WireFormatException("not a slot range: " + gap + ", " + size + " after " + at);
            }
            int from = at + gap;
            at = from + size;
            ranges.add(new Range(from, at, new Position(in.varLong(), in.varLong())));
        }
        in.expectEnd();
        return new SlotPositions(ranges);
    }

    /** Collects positions in ascending order of slots. */
    public static final class Builder {
        private final List<Range> ranges = new ArrayList<>();

        public Builder add(int slot, long slotTerm, long seq) {
            return addRange(slot, slot + 1, slotTerm, seq);
        }

        /** The same position for the slots {@code from} (inclusive) to {@code to} (exclusive). */
        public Builder addRange(int from, int to, long slotTerm, long seq) {
            int last = ranges.size() - 1;
            if (from < 0 || to <= from || (last >= 0 && from < ranges.get(last).to)) {
                throw new IllegalArgumentException("slots out of order: " + from + " to " + to);
            }
            Position position = new Position(slotTerm, seq);
            if (last >= 0
                    && ranges.get(last).to == from
                    && ranges.get(last).position.equals(position)) {
                ranges.set(last, new Range(ranges.get(last).from, to, position));
            } else {
                ranges.add(new Range(from, to, position));
            }
            return this;
        }

        public SlotPositions build() {
            return new SlotPositions(ranges);
        }
    }
}
