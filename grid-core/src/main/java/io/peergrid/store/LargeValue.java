package io.peergrid.store;

import io.peergrid.wire.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * A collection too large to be packed. Under its slot's lock, reads too.
 *
 * <p>A learner gets it in pieces: {@link #copyTo} at the primary, {@link #install} at the learner. Between two pieces the learner's
 * copy ends at a cursor; {@link #change} then passes over what concerns elements behind it, for the piece that brings those holds
 * the change already. Hence applying the facts about one element is independent of other elements.
 */
public interface LargeValue {

    /** Applies changes in the type's own form. */
    void change(ByteSlice changes);

    /** Heap bytes of the whole structure, kept up to date by each change. */
    long heapBytes();

    /**
     * Writes elements, as changes that make them, from a cursor on.
     *
     * @param cursor null at the start, then what the last piece returned
     * @param maxBytes about how much to write; one element may exceed it
     * @return where to go on, or null if that was all
     */
    byte @Nullable [] copyTo(WireWriter out, byte @Nullable [] cursor, int maxBytes);

    /**
     * Takes over a piece.
     *
     * @param next what {@link #copyTo} returned with it: this copy ends there; null if it is complete now
     */
    void install(ByteSlice piece, byte @Nullable [] next);
}
