package io.peergrid;

import java.time.Duration;
import java.util.BitSet;
import java.util.Collection;

/**
 * Bits under one key, all in one slot: a string read bit by bit, bit 0 the highest of the first byte. 16 MiB at most, by default, which are 134 million bits. Places are 0 at least and below 2^32.
 */
public interface GridBitmap extends GridStructure {

    /** The same with methods that return at once. */
    @Override
    AsyncGridBitmap async();

    /**
     * The same whose calls take at most this long.
     *
     * @param deadline above zero, at most an hour
     */
    GridBitmap withDeadline(Duration deadline);

    /** A bit; false beyond the last byte. */
    boolean get(long index);

    /** Sets a bit and returns what it was. The bitmap grows to it with zeros. O(size), for a value is replaced whole, at the replicas, too. */
    boolean set(long index, boolean value);

    /** How many bits there are: eight for each byte up to the last one set or cleared. */
    long size();

    /** How many bits are set. */
    long cardinality();

    /** How many bits are set from a bit to a bit, both included; negative places count from the end. */
    long cardinality(long first, long last);

    /** The first bit set at a place or behind it; -1 if there is none. */
    long nextSet(long from);

    /** The first bit clear at a place or behind it, up to the end of the last byte; -1 if there is none. */
    long nextClear(long from);

    /** All bits of one moment. */
    BitSet toBitSet();

    /** Replaces this bitmap by the bits set in all of these, of the same slot, in one step; returns its length in bytes. {@link IllegalArgumentException} if they are of several slots. */
    long storeAnd(Collection<String> bitmaps);

    /** As {@link #storeAnd}, of the bits set in any of these. */
    long storeOr(Collection<String> bitmaps);

    /** As {@link #storeAnd}, of the bits set in an odd number of these. */
    long storeXor(Collection<String> bitmaps);

    /** As {@link #storeAnd}, of the bits clear in this one. */
    long storeNot(String bitmap);
}
