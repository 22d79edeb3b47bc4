package io.peergrid.eviction;

import io.peergrid.Eviction;
import org.jspecify.annotations.Nullable;

/**
 * What a policy notes of entries in their four bytes, and which one it gives up first. {@link #written} and {@link #read} come from any
 * thread, without a lock, and race; the others from one thread at a time.
 */
sealed interface Ranking permits RecencyRanking, FrequencyRanking, DeadlineRanking, RandomRanking, AdmissionRanking {

    static Ranking of(Eviction eviction) {
        return switch (eviction.policy()) {
            case ALLKEYS_LRU, VOLATILE_LRU -> new RecencyRanking();
            case ALLKEYS_LFU, VOLATILE_LFU -> new FrequencyRanking();
            case ALLKEYS_RANDOM, VOLATILE_RANDOM -> new RandomRanking();
            case VOLATILE_TTL -> new DeadlineRanking();
            case W_TINY_LFU -> new AdmissionRanking();
        };
    }

    /**
     * What a written entry begins with.
     *
     * @param hash of the key, 64 bits
     * @param known whether the key was there
     * @param use what was noted of it, 0 if it was not there
     */
    int written(long hash, boolean known, int use);

    /** What is noted of an entry that was read. */
    int read(long hash, int use);

    /** What is noted of an entry that this member becomes responsible for. */
    default int adopted(int use) {
        return use;
    }

    /** A new entry is there; {@link #written} has seen it. */
    default void added(Sampling sampling, int slot, long hash, int use) {}

    /** The slot's time, in milliseconds since the epoch; from any thread. */
    default void now(long millis) {}

    /** Who goes next, or null. */
    @Nullable
    Sampled choose(Sampling sampling);

    default long heapBytes() {
        return 0;
    }
}
