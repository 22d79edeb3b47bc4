package io.peergrid.store;

import java.util.random.RandomGenerator;

/** Numbers that follow from a seed alone, on every machine alike. */
public final class SplitMix implements RandomGenerator {
    private long state;

    public SplitMix(long seed) {
        state = seed;
    }

    @Override
    public long nextLong() {
        state += 0x9e3779b97f4a7c15L;
        long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
