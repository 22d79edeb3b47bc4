package io.peergrid.eviction;

import io.peergrid.store.PackedEntry;
import org.jspecify.annotations.Nullable;

/** The entry goes whose time to live ends first, of ten. Nothing is noted. */
final class DeadlineRanking implements Ranking {
    @Override
    public int written(long hash, boolean known, int use) {
        return 0;
    }

    @Override
    public int read(long hash, int use) {
        return use;
    }

    @Override
    public @Nullable Sampled choose(Sampling sampling) {
        Sampled nearest = null;
        for (Sampled next : sampling.some(RecencyRanking.SAMPLES)) {
            if (nearest == null || PackedEntry.deadline(next.entry()) < PackedEntry.deadline(nearest.entry())) {
                nearest = next;
            }
        }
        return nearest;
    }
}
