package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Nodes in order, each with its least element and how many elements are beneath it. */
final class RankBranch extends RankNode {
    /** This object and its three arrays. */
    private static final int BYTES = 40 + 3 * (ARRAY_BYTES + MOST * 4);

    private final RankNode[] children = new RankNode[MOST];
    private final byte[][] firsts = new byte[MOST][];
    private final int[] counts = new int[MOST];
    private int width;
    private int size;
    private long bytes = BYTES;

    RankBranch() {}

    RankBranch(RankNode left, RankNode right) {
        put(0, left);
        put(1, right);
    }

    @Override
    int size() {
        return size;
    }

    @Override
    int width() {
        return width;
    }

    @Override
    byte[] first() {
        return firsts[0];
    }

    @Override
    long heapBytes() {
        return bytes;
    }

    /** The only child, if there is no other. */
    @Nullable
    RankNode onlyChild() {
        return width == 1 ? children[0] : null;
    }

    @Override
    @Nullable
    RankNode insert(byte[] element, boolean rightmost) {
        int at = position(element);
        RankNode child = children[at];
        bytes -= child.heapBytes();
        RankNode split = child.insert(element, rightmost && at == width - 1);
        bytes += child.heapBytes();
        update(at);
        return split == null ? null : insert(at + 1, split, rightmost);
    }

    private @Nullable RankNode insert(int at, RankNode child, boolean rightmost) {
        if (width < MOST) {
            put(at, child);
            return null;
        }
        RankBranch right = new RankBranch();
        move(rightmost && at == MOST ? MOST - LEAST : MOST / 2, right);
        if (at > width) {
            right.put(at - width, child);
        } else {
            put(at, child);
        }
        return right;
    }

    private void put(int at, RankNode child) {
        System.arraycopy(children, at, children, at + 1, width - at);
        System.arraycopy(firsts, at, firsts, at + 1, width - at);
        System.arraycopy(counts, at, counts, at + 1, width - at);
        width++;
        children[at] = child;
        counts[at] = 0;
        update(at);
        bytes += child.heapBytes();
    }

    /** Takes over what a child says now. */
    private void update(int at) {
        RankNode child = children[at];
        size += child.size() - counts[at];
        counts[at] = child.size();
        firsts[at] = child.first();
    }

    /** Moves all from a place on to the front of the next branch. */
    private void move(int from, RankBranch right) {
        int count = width - from;
        System.arraycopy(right.children, 0, right.children, count, right.width);
        System.arraycopy(right.firsts, 0, right.firsts, count, right.width);
        System.arraycopy(right.counts, 0, right.counts, count, right.width);
        give(from, count, right, 0);
        right.width += count;
        clear(from);
    }

    /** Copies children to free places of another branch, and what is counted of them. */
    private void give(int from, int count, RankBranch other, int at) {
        System.arraycopy(children, from, other.children, at, count);
        System.arraycopy(firsts, from, other.firsts, at, count);
        System.arraycopy(counts, from, other.counts, at, count);
        for (int i = from; i < from + count; i++) {
            size -= counts[i];
            bytes -= children[i].heapBytes();
            other.size += counts[i];
            other.bytes += children[i].heapBytes();
        }
    }

    /** Forgets the places from one on. */
    private void clear(int from) {
        Arrays.fill(children, from, width, null);
        Arrays.fill(firsts, from, width, null);
        width = from;
    }

    private void close(int at, int count) {
        System.arraycopy(children, at + count, children, at, width - at - count);
        System.arraycopy(firsts, at + count, firsts, at, width - at - count);
        System.arraycopy(counts, at + count, counts, at, width - at - count);
        clear(width - count);
    }

    @Override
    void replace(byte[] element) {
        int at = position(element);
        children[at].replace(element);
        update(at);
    }

    @Override
    void remove(byte[] element) {
        int at = position(element);
        RankNode child = children[at];
        bytes -= child.heapBytes();
        child.remove(element);
        if (child.size() == 0) {
            size -= counts[at];
            close(at, 1);
            return;
        }
        bytes += child.heapBytes();
        update(at);
        if (child.width() < LEAST && width > 1) {
            joinChildren(Math.max(0, at - 1));
        }
    }

    private void joinChildren(int at) {
        RankNode left = children[at];
        RankNode right = children[at + 1];
        bytes -= left.heapBytes() + right.heapBytes();
        boolean all = left.join(right);
        bytes += left.heapBytes();
        update(at);
        if (all) {
            size -= counts[at + 1];
            close(at + 1, 1);
        } else {
            bytes += right.heapBytes();
            update(at + 1);
        }
    }

    @Override
    boolean join(RankNode next) {
        RankBranch right = (RankBranch) next;
        int both = width + right.width;
        int here = both <= MOST ? both : both / 2;
        if (here < width) {
            move(here, right);
        } else {
            int count = here - width;
            right.give(0, count, this, width);
            right.close(0, count);
            width = here;
        }
        return right.width == 0;
    }

    @Override
    byte[] at(int rank) {
        int left = rank;
        int at = 0;
        while (left >= counts[at]) {
            left -= counts[at++];
        }
        return children[at].at(left);
    }

    @Override
    int countBelow(Predicate<ByteSlice> below) {
        int from = 0;
        int to = width;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (below.test(ByteSlice.of(firsts[middle]))) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        if (from == 0) {
            return 0;
        }
        int count = children[from - 1].countBelow(below);
        for (int i = 0; i < from - 1; i++) {
            count += counts[i];
        }
        return count;
    }

    @Override
    void visit(int from, int to, boolean down, Consumer<ByteSlice> visitor) {
        int before = down ? size : 0;
        for (int i = 0; i < width; i++) {
            int at = down ? width - 1 - i : i;
            before -= down ? counts[at] : 0;
            int first = Math.max(0, from - before);
            int last = Math.min(counts[at], to - before);
            if (first < last) {
                children[at].visit(first, last, down, visitor);
            }
            before += down ? 0 : counts[at];
        }
    }

    /** The child that has the element, or where it belongs. */
    private int position(byte[] element) {
        int from = 1;
        int to = width;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (ScoreOrder.compare(firsts[middle], element) <= 0) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from - 1;
    }
}
