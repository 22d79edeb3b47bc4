package io.peergrid.partition;

import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.IntConsumer;
import java.util.function.IntPredicate;

/** An immutable set of slots, kept as sorted ranges that do not touch. */
public final class SlotSet {
    public static final SlotSet EMPTY = new SlotSet(new int[0]);

    /** Starts (inclusive) and ends (exclusive) in turn, strictly ascending. */
    private final int[] bounds;

    private SlotSet(int[] bounds) {
        this.bounds = bounds;
    }

    public static SlotSet of(int... slots) {
        BitSet set = new BitSet();
        for (int slot : slots) {
            set.set(slot);
        }
        return of(set);
    }

    public static SlotSet of(BitSet slots) {
        Builder builder = new Builder();
        for (int from = slots.nextSetBit(0); from >= 0; ) {
            int to = slots.nextClearBit(from);
            builder.addRange(from, to);
            from = slots.nextSetBit(to);
        }
        return builder.build();
    }

    /** The slots {@code from} (inclusive) to {@code to} (exclusive). */
    public static SlotSet range(int from, int to) {
        return new Builder().addRange(from, to).build();
    }

    /** Those of the slots 0 to {@code slotCount - 1} that match. */
    public static SlotSet matching(int slotCount, IntPredicate slots) {
        Builder builder = new Builder();
        for (int slot = 0; slot < slotCount; slot++) {
            if (slots.test(slot)) {
                builder.add(slot);
            }
        }
        return builder.build();
    }

    public boolean isEmpty() {
        return bounds.length == 0;
    }

    /** The number of slots. */
    public int size() {
        int size = 0;
        for (int i = 0; i < bounds.length; i += 2) {
            size += bounds[i + 1] - bounds[i];
        }
        return size;
    }

    /** The number of ranges. */
    public int ranges() {
        return bounds.length / 2;
    }

    /** First slot of a range. */
    public int from(int range) {
        return bounds[2 * range];
    }

    /** One past the last slot of a range. */
    public int to(int range) {
        return bounds[2 * range + 1];
    }

    public boolean contains(int slot) {
        int found = Arrays.binarySearch(bounds, slot);
        return found >= 0 ? (found & 1) == 0 : (-found - 1 & 1) == 1;
    }

    /** Calls with each slot in ascending order. */
    public void forEach(IntConsumer action) {
        for (int i = 0; i < bounds.length; i += 2) {
            for (int slot = bounds[i]; slot < bounds[i + 1]; slot++) {
                action.accept(slot);
            }
        }
    }

    public void encode(WireWriter out) {
        out.varInt(ranges());
        int at = 0;
        for (int bound : bounds) {
            out.varInt(bound - at);
            at = bound;
        }
    }

    /** @param slotCount slots at or above it are refused */
    public static SlotSet decode(WireReader in, int slotCount) {
        int[] bounds = new int[2 * in.count(2)];
        int at = 0;
        for (int i = 0; i < bounds.length; i++) {
            int step = in.varInt();
            if (step < 0 || step > slotCount - at || (step == 0 && i > 0)) {
                throw new WireFormatException("not a slot range: " + step + " after " + at);
            }
            at += step;
            bounds[i] = at;
        }
        return new SlotSet(bounds);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SlotSet set && Arrays.equals(bounds, set.bounds);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bounds);
    }

    /** Ranges as people write them: {@code 0-5460,5462}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < bounds.length; i += 2) {
            text.append(i == 0 ? "" : ",").append(bounds[i]);
            if (bounds[i + 1] - bounds[i] > 1) {
                text.append('-').append(bounds[i + 1] - 1);
            }
        }
        return text.toString();
    }

    /** Collects slots in ascending order. */
    public static final class Builder {
        private int[] bounds = new int[8];
        private int used;

        public Builder add(int slot) {
            return addRange(slot, slot + 1);
        }

        /** Adds {@code from} (inclusive) to {@code to} (exclusive), which must not lie before what was added. */
        public Builder addRange(int from, int to) {
            if (from < 0 || to <= from || (used > 0 && from < bounds[used - 1])) {
                throw new IllegalArgumentException("slots out of order: " + from + " to " + to);
            }
            if (used > 0 && bounds[used - 1] == from) {
                bounds[used - 1] = to;
                return this;
            }
            if (used == bounds.length) {
                bounds = Arrays.copyOf(bounds, 2 * used);
            }
            bounds[used++] = from;
            bounds[used++] = to;
            return this;
        }

        public SlotSet build() {
            return used == 0 ? EMPTY : new SlotSet(Arrays.copyOf(bounds, used));
        }
    }
}
