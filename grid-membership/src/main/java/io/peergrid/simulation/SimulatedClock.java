package io.peergrid.simulation;

import io.peergrid.ports.Clock;

/**
 * The clock of a host. Its monotonic part runs at its own rate, from its own origin; its wall part has an own offset as
 * well and can jump. Both run on while a process is paused.
 */
public final class SimulatedClock implements Clock {
    /** How far rates stay from 1 unless a fault says otherwise. */
    public static final double DRIFT = 0.01;

    private static final long WALL_START_MILLIS = 1_700_000_000_000L;
    private static final long WALL_OFFSET_MAX_MILLIS = 200;

    private final Simulation simulation;
    private final double ownRate;
    private double rate;
    private long sinceTrueNanos;
    private long sinceLocalNanos;
    private final long localOriginNanos;
    private long wallOffsetMillis;

    SimulatedClock(Simulation simulation, SplitMixRandom random) {
        this.simulation = simulation;
        ownRate = 1 + random.nextDouble(-DRIFT, DRIFT);
        rate = ownRate;
        // Any origin, negative ones too: comparisons other than by subtraction shall fail.
        localOriginNanos = random.nextLong();
        sinceLocalNanos = localOriginNanos;
        sinceTrueNanos = simulation.nowNanos();
        wallOffsetMillis = random.nextLong(-WALL_OFFSET_MAX_MILLIS, WALL_OFFSET_MAX_MILLIS);
    }

    @Override
    public long nanoTime() {
        return sinceLocalNanos + (long) ((simulation.nowNanos() - sinceTrueNanos) * rate);
    }

    @Override
    public long wallMillis() {
        return WALL_START_MILLIS + wallOffsetMillis + (nanoTime() - localOriginNanos) / 1_000_000;
    }

    public double rate() {
        return rate;
    }

    /** Local seconds in a true second from now on. */
    public void setRate(double newRate) {
        sinceLocalNanos = nanoTime();
        sinceTrueNanos = simulation.nowNanos();
        rate = newRate;
    }

    /** Moves the wall clock; the monotonic one never jumps. */
    public void jumpWall(long millis) {
        wallOffsetMillis += millis;
    }

    /** True time until the monotonic clock shows a time, at the present rate. */
    long trueNanosUntil(long localNanos) {
        long local = localNanos - nanoTime();
        return local <= 0 ? 0 : (long) Math.ceil(local / rate);
    }

    void heal() {
        setRate(ownRate);
    }
}
