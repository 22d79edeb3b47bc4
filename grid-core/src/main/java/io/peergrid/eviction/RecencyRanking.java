package io.peergrid.eviction;

import org.jspecify.annotations.Nullable;

/**
 * The entry goes that was used longest ago, of ten. Time is the number of writes to the group on this member: which of two entries was
 * read later between two writes is not known.
 */
final class RecencyRanking implements Ranking {
    static final int SAMPLES = 10;

    private int tick;

    @Override
    public int written(long hash, boolean known, int use) {
        return ++tick;
    }

    @Override
    public int read(long hash, int use) {
        return tick;
    }

    @Override
    public @Nullable Sampled choose(Sampling sampling) {
        Sampled oldest = null;
        for (Sampled next : sampling.some(SAMPLES)) {
            if (oldest == null || tick - next.use() > tick - oldest.use()) {
                oldest = next;
            }
        }
        return oldest;
    }
}
