package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Elements of a sorted set in order, in a B+-tree whose branches count what is beneath them: a rank is found, and said of an element, in
 * O(log n), as is each change. Holds references to the elements' arrays, not the arrays. Not thread-safe.
 */
final class RankTree {
    /** This object. */
    private static final int FIXED_BYTES = 16;

    private RankNode root = new RankLeaf();

    int size() {
        return root.size();
    }

    /** Without the elements' own arrays; by 4-byte references and 8-byte alignment. */
    long heapBytes() {
        return FIXED_BYTES + root.heapBytes();
    }

    /** @param element not there yet */
    void insert(byte[] element) {
        RankNode split = root.insert(element, true);
        if (split != null) {
            root = new RankBranch(root, split);
        }
    }

    /** Puts an element in place of one of the same score and member. */
    void replace(byte[] element) {
        root.replace(element);
    }

    /** @param element that is there */
    void remove(byte[] element) {
        root.remove(element);
        while (root instanceof RankBranch branch) {
            RankNode only = branch.onlyChild();
            if (only == null) {
                return;
            }
            root = only;
        }
    }

    byte[] at(int rank) {
        return root.at(rank);
    }

    /** As {@link OrderedView#countBelow}. */
    int countBelow(Predicate<ByteSlice> below) {
        return root.countBelow(below);
    }

    /** As {@link OrderedView#visit}. */
    void visit(int from, int to, boolean down, Consumer<ByteSlice> visitor) {
        root.visit(from, to, down, visitor);
    }
}
