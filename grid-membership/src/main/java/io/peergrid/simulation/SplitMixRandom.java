package io.peergrid.simulation;

import java.util.random.RandomGenerator;

/**
 * The randomness of a run: SplitMix64. Every draw that the simulator uses is defined here and not inherited, so a seed
 * means the same run on every JDK. Not thread-safe.
 */
public final class SplitMixRandom implements RandomGenerator {
    private static final long GOLDEN = 0x9e3779b97f4a7c15L;

    private long state;

    public SplitMixRandom(long seed) {
        state = mix(seed + GOLDEN);
    }

    /**
     * An independent stream. Depends on this generator's seed alone, not on what has been drawn from others, so that one
     * stream more or less does not change the rest of a run.
     *
     * @param salt tells the streams of one generator apart
     */
    public static SplitMixRandom stream(long seed, long salt) {
        return new SplitMixRandom(mix(seed) ^ mix(salt * GOLDEN + 1));
    }

    @Override
    public long nextLong() {
        state += GOLDEN;
        return mix(state);
    }

    @Override
    public int nextInt() {
        return (int) (nextLong() >>> 32);
    }

    @Override
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive: " + bound);
        }
        return (int) (((nextLong() >>> 32) * bound) >>> 32);
    }

    @Override
    public int nextInt(int origin, int bound) {
        return origin + nextInt(bound - origin);
    }

    @Override
    public long nextLong(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be positive: " + bound);
        }
        return Math.multiplyHigh(nextLong() >>> 1, bound << 1);
    }

    @Override
    public long nextLong(long origin, long bound) {
        return origin + nextLong(bound - origin);
    }

    @Override
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    @Override
    public double nextDouble(double bound) {
        return nextDouble() * bound;
    }

    @Override
    public double nextDouble(double origin, double bound) {
        return origin + nextDouble() * (bound - origin);
    }

    @Override
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1.0p-24f;
    }

    @Override
    public boolean nextBoolean() {
        return nextLong() < 0;
    }

    @Override
    public void nextBytes(byte[] bytes) {
        for (int i = 0; i < bytes.length; ) {
            long bits = nextLong();
            for (int n = Math.min(8, bytes.length - i); n > 0; n--, bits >>>= 8) {
                bytes[i++] = (byte) bits;
            }
        }
    }

    /** True in the given share of calls. */
    public boolean chance(double probability) {
        return probability > 0 && nextDouble() < probability;
    }

    static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
