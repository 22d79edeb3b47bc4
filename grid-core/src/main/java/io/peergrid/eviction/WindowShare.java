package io.peergrid.eviction;

/**
 * How much of a cache is for what came last: climbs towards what gives more hits, in steps that become smaller until the hit ratio
 * changes much (as Caffeine does). One thread at a time.
 */
final class WindowShare {
    private static final double FIRST = 0.01;
    private static final double LEAST = 0.005;
    private static final double MOST = 0.8;
    private static final double STEP = 0.0625;
    private static final double STEP_DECAY = 0.98;
    /** From so much more or less on the workload is another one. */
    private static final double RESTART = 0.05;

    private double share = FIRST;
    private double step = STEP;
    private double lastRatio = -1;

    double share() {
        return share;
    }

    /** A period is over in which this part of the uses were hits. */
    void adapt(double hitRatio) {
        if (lastRatio >= 0) {
            double change = hitRatio - lastRatio;
            if (change < 0) {
                step = -step;
            }
            share = Math.min(MOST, Math.max(LEAST, share + step));
            step = Math.abs(change) >= RESTART ? Math.copySign(STEP, step) : step * STEP_DECAY;
        }
        lastRatio = hitRatio;
    }
}
