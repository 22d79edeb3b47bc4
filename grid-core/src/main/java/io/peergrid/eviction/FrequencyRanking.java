package io.peergrid.eviction;

import org.jspecify.annotations.Nullable;

/**
 * The entry goes that was used least often, of ten. Noted are a count (18 bits) and the slot's time of the last use in periods of
 * {@value #PERIOD_MILLIS} ms (14 bits); with each period that passes the count halves.
 */
final class FrequencyRanking implements Ranking {
    static final long PERIOD_MILLIS = 240_000;

    private static final int COUNT_BITS = 18;
    private static final int MAX_COUNT = (1 << COUNT_BITS) - 1;
    private static final int PERIOD_MASK = (1 << (Integer.SIZE - COUNT_BITS)) - 1;

    private int period;

    @Override
    public void now(long millis) {
        int now = (int) (millis / PERIOD_MILLIS) & PERIOD_MASK;
        if (now != period) {
            period = now;
        }
    }

    @Override
    public int written(long hash, boolean known, int use) {
        return known ? read(hash, use) : note(1);
    }

    @Override
    public int read(long hash, int use) {
        return note(Math.min(MAX_COUNT, count(use) + 1));
    }

    @Override
    public @Nullable Sampled choose(Sampling sampling) {
        Sampled rarest = null;
        for (Sampled next : sampling.some(RecencyRanking.SAMPLES)) {
            if (rarest == null || count(next.use()) < count(rarest.use())) {
                rarest = next;
            }
        }
        return rarest;
    }

    private int note(int count) {
        return (period << COUNT_BITS) | count;
    }

    private int count(int use) {
        int passed = (period - (use >>> COUNT_BITS)) & PERIOD_MASK;
        return passed > COUNT_BITS ? 0 : (use & MAX_COUNT) >> passed;
    }
}
