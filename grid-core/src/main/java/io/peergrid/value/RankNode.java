package io.peergrid.value;

import io.peergrid.store.ByteSlice;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A node of a {@link RankTree}. All but the root and those at the right edge have a quarter of their places taken at least. */
abstract sealed class RankNode permits RankLeaf, RankBranch {
    /** Places in a node. */
    static final int MOST = 64;
    /** A node with fewer places taken is joined with a neighbour. */
    static final int LEAST = MOST / 4;

    static final int ARRAY_BYTES = 16;

    /** How many elements are beneath. */
    abstract int size();

    /** How many places are taken. */
    abstract int width();

    /** The least element. */
    abstract byte[] first();

    /** Of this node and all beneath, without the elements' own arrays. */
    abstract long heapBytes();

    /**
     * Inserts an element that is not there.
     *
     * @param rightmost whether nothing comes behind this node: filled from the left, such nodes stay full
     * @return what was split off to the right, if anything
     */
    abstract @Nullable RankNode insert(byte[] element, boolean rightmost);

    /** Puts an element in place of one that is equal in order. */
    abstract void replace(byte[] element);

    /** Removes an element that is there. */
    abstract void remove(byte[] element);

    /** Evens out with the next node to the right; true if that is empty now. */
    abstract boolean join(RankNode right);

    abstract byte[] at(int rank);

    abstract int countBelow(Predicate<ByteSlice> below);

    abstract void visit(int from, int to, boolean down, Consumer<ByteSlice> visitor);
}
