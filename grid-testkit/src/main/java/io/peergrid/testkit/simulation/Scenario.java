package io.peergrid.testkit.simulation;

import io.peergrid.partition.SlotLayout;
import io.peergrid.simulation.FaultKind;
import io.peergrid.simulation.FaultSettings;
import io.peergrid.simulation.SimulatedClock;
import io.peergrid.simulation.SplitMixRandom;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;

/**
 * What a seed draws before its run: sizes, habits and times. All times in nanoseconds of virtual true time.
 *
 * @param founders how many of the hosts found the grid; the others join while it works
 * @param provableDeaths whether members can prove each other's death, as on one machine
 * @param leaves how many orderly leaves are planned
 * @param thinkNanos mean pause of a client between two operations
 * @param upgrades whether hosts run different releases, and newer ones after a restart
 * @param oldHost which of them begins with the oldest then
 * @param witness the host whose members vote and hold nothing; -1 for none
 */
record Scenario(
        int hosts,
        int founders,
        SlotLayout slots,
        int backups,
        int minInSync,
        int stringKeys,
        int counterKeys,
        int clients,
        boolean provableDeaths,
        int leaves,
        long thinkNanos,
        FaultSettings faults,
        boolean upgrades,
        int oldHost,
        int witness) {
    static final long MILLIS = 1_000_000L;
    static final long SECONDS = 1_000_000_000L;
    static final long WORK_FROM = SECONDS;

    private static final int REPLICATED_SLOTS = 2;
    /** What keys of the replicated map begin with; nothing else does. */
    private static final String REPLICATED = "r/";

    private static final long FAULTS_FROM = 1_500 * MILLIS;
    private static final long HEAL_AT = 9 * SECONDS;

    static Scenario draw(SplitMixRandom random) {
        int hosts = random.nextInt(3, 6) + (random.chance(0.15) ? 2 : 0);
        int founders = Math.min(hosts, random.chance(0.5) ? 3 : hosts);
        int backups = random.chance(0.3) ? 2 : 1;
        return new Scenario(
                hosts,
                founders,
                new SlotLayout(random.nextInt(8, 17), REPLICATED_SLOTS),
                backups,
                random.chance(0.3) ? 2 : 1,
                random.nextInt(3, 6),
                random.nextInt(1, 3),
                random.nextInt(5, 16),
                random.chance(0.4),
                random.chance(0.3) ? 1 : 0,
                random.nextLong(60 * MILLIS, 250 * MILLIS),
                faults(random),
                random.chance(0.4),
                random.nextInt(hosts),
                random.chance(0.2) ? founders - 1 : -1);
    }

    private static FaultSettings faults(SplitMixRandom random) {
        return new FaultSettings(
                EnumSet.allOf(FaultKind.class),
                FAULTS_FROM,
                HEAL_AT,
                random.nextLong(400 * MILLIS, 1_500 * MILLIS),
                100 * MILLIS,
                6 * SECONDS,
                3 * SECONDS,
                3 * SECONDS,
                SimulatedClock.DRIFT);
    }

    /** Keys of strings, from 0 on; the first is one of the replicated map. */
    static String stringKey(int number) {
        return (number == 0 ? REPLICATED : "k") + number;
    }

    static boolean isReplicated(String key) {
        return key.startsWith(REPLICATED);
    }

    int slotOf(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return slots.slotOf(bytes, 0, bytes.length, isReplicated(key));
    }

    long healNanos() {
        return faults.healNanos();
    }
}
