package io.peergrid.eviction;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Any entry goes. Nothing is noted. */
final class RandomRanking implements Ranking {
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
        List<Sampled> some = sampling.some(1);
        return some.isEmpty() ? null : some.get((int) Long.remainderUnsigned(sampling.random(), some.size()));
    }
}
