package io.peergrid.eviction;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A group's entries that may be evicted, as a {@link Ranking} sees them. */
interface Sampling {
    /** How many there are. */
    int entries();

    /** How many there may be; {@link Long#MAX_VALUE} if nobody knows. */
    long mostEntries();

    /** So many chosen at random, perhaps the same more than once; all if there are few. */
    List<Sampled> some(int count);

    /** The wanted entry with a hash, or null. */
    @Nullable
    Sampled find(int slot, int hash, Predicate<byte[]> wanted);

    /** The 64-bit hash of an entry's key. */
    long hash(byte[] entry);

    /** The next random number. */
    long random();
}
