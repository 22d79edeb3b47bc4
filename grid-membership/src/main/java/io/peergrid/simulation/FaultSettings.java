package io.peergrid.simulation;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a {@link FaultPlan} may draw.
 *
 * @param kinds the kinds of faults; none means a run without faults
 * @param startNanos no fault before this true time, so that the cluster can form
 * @param healNanos when everything is healed; faults are drawn between start and heal
 * @param meanGapNanos mean time from one fault to the next
 * @param pauseMinNanos the shortest pause
 * @param pauseMaxNanos the longest pause
 * @param cutMaxNanos the longest partition or link cut
 * @param downMaxNanos the longest time a host is down after a crash
 * @param clockDrift how far clock rates may go from 1
 */
public record FaultSettings(
        Set<FaultKind> kinds,
        long startNanos,
        long healNanos,
        long meanGapNanos,
        long pauseMinNanos,
        long pauseMaxNanos,
        long cutMaxNanos,
        long downMaxNanos,
        double clockDrift) {
    private static final long MILLIS = 1_000_000L;

    public FaultSettings {
        kinds = Set.copyOf(kinds);
        if (startNanos < 0 || healNanos < startNanos || meanGapNanos <= 0 || pauseMaxNanos < pauseMinNanos) {
            throw new IllegalArgumentException(
                    "0 <= start <= heal, gap > 0 and shortest pause <= longest pause wanted");
        }
    }

    /** Faults of all kinds between 3 s and 30 s, one each two seconds. */
    public static FaultSettings all() {
        return new FaultSettings(
                EnumSet.allOf(FaultKind.class),
                3_000 * MILLIS,
                30_000 * MILLIS,
                2_000 * MILLIS,
                100 * MILLIS,
                30_000 * MILLIS,
                8_000 * MILLIS,
                8_000 * MILLIS,
                SimulatedClock.DRIFT);
    }

    public FaultSettings withKinds(Set<FaultKind> newKinds) {
        return new FaultSettings(
                newKinds,
                startNanos,
                healNanos,
                meanGapNanos,
                pauseMinNanos,
                pauseMaxNanos,
                cutMaxNanos,
                downMaxNanos,
                clockDrift);
    }

    public FaultSettings between(long newStartNanos, long newHealNanos, long newMeanGapNanos) {
        return new FaultSettings(
                kinds,
                newStartNanos,
                newHealNanos,
                newMeanGapNanos,
                pauseMinNanos,
                pauseMaxNanos,
                cutMaxNanos,
                downMaxNanos,
                clockDrift);
    }
}
