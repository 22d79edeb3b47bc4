package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Elements in order. */
final class RankLeaf extends RankNode {
    /** This object and its array. */
    private static final int BYTES = 24 + ARRAY_BYTES + MOST * 4;

    private final byte[][] elements = new byte[MOST][];
    private int width;

    @Override
    int size() {
        return width;
    }

    @Override
    int width() {
        return width;
    }

    @Override
    byte[] first() {
        return elements[0];
    }

    @Override
    long heapBytes() {
        return BYTES;
    }

    @Override
    @Nullable
    RankNode insert(byte[] element, boolean rightmost) {
        int at = position(element);
        if (width < MOST) {
            put(at, element);
            return null;
        }
        RankLeaf right = new RankLeaf();
        move(rightmost && at == MOST ? MOST : MOST / 2, right);
        if (at > width || right.width == 0) {
            right.put(at - width, element);
        } else {
            put(at, element);
        }
        return right;
    }

    private void put(int at, byte[] element) {
        System.arraycopy(elements, at, elements, at + 1, width - at);
        elements[at] = element;
        width++;
    }

    /** Moves all from a place on to the front of the next leaf. */
    private void move(int from, RankLeaf right) {
        int count = width - from;
        System.arraycopy(right.elements, 0, right.elements, count, right.width);
        System.arraycopy(elements, from, right.elements, 0, count);
        Arrays.fill(elements, from, width, null);
        right.width += count;
        width = from;
    }

    @Override
    void replace(byte[] element) {
        elements[position(element)] = element;
    }

    @Override
    void remove(byte[] element) {
        drop(position(element), 1);
    }

    private void drop(int at, int count) {
        System.arraycopy(elements, at + count, elements, at, width - at - count);
        Arrays.fill(elements, width - count, width, null);
        width -= count;
    }

    @Override
    boolean join(RankNode next) {
        RankLeaf right = (RankLeaf) next;
        int both = width + right.width;
        int here = both <= MOST ? both : both / 2;
        if (here < width) {
            move(here, right);
        } else {
            int count = here - width;
            System.arraycopy(right.elements, 0, elements, width, count);
            right.drop(0, count);
            width = here;
        }
        return right.width == 0;
    }

    @Override
    byte[] at(int rank) {
        return elements[rank];
    }

    @Override
    int countBelow(Predicate<ByteSlice> below) {
        int from = 0;
        int to = width;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (below.test(ByteSlice.of(elements[middle]))) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    @Override
    void visit(int from, int to, boolean down, Consumer<ByteSlice> visitor) {
        for (int i = from; i < to; i++) {
            visitor.accept(ByteSlice.of(elements[down ? to - 1 - (i - from) : i]));
        }
    }

    /** How many elements are less. */
    private int position(byte[] element) {
        int from = 0;
        int to = width;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ScoreOrder.compare(elements[middle], element) < 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
