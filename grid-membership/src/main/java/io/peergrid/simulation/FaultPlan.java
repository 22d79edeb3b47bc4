package io.peergrid.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * The faults of a run, fixed before it starts, and the moment when everything heals. Drawn from randomness of its own,
 * so that leaving a fault out changes neither the others nor the network's dice.
 */
public final class FaultPlan {

    /** A fault and its true time. */
    public record Planned(long atNanos, Fault fault) {}

    private final List<Planned> faults;
    private final long healNanos;

    private FaultPlan(List<Planned> faults, long healNanos) {
        this.faults = List.copyOf(faults);
        this.healNanos = healNanos;
    }

    /** A written schedule, for cases that random faults seldom meet. */
    public static FaultPlan of(long healNanos, Planned... faults) {
        return new FaultPlan(List.of(faults), healNanos);
    }

    /**
     * Draws a schedule.
     *
     * @param hosts number of hosts, 2 to 63
     */
    public static FaultPlan draw(SplitMixRandom random, FaultSettings settings, int hosts) {
        List<FaultKind> kinds = settings.kinds().stream().sorted().toList();
        List<Planned> faults = new ArrayList<>();
        if (!kinds.isEmpty() && hosts > 1) {
            Dice dice = new Dice(random, settings, hosts);
            long at = settings.startNanos();
            while (true) {
                at += 1 + random.nextLong(2 * settings.meanGapNanos());
                if (at >= settings.healNanos()) {
                    break;
                }
                dice.draw(kinds.get(random.nextInt(kinds.size())), at, faults);
            }
        }
        return new FaultPlan(faults, settings.healNanos());
    }

    public List<Planned> faults() {
        return faults;
    }

    public long healNanos() {
        return healNanos;
    }

    private record Dice(SplitMixRandom random, FaultSettings settings, int hosts) {
        private static final long MILLIS = 1_000_000L;

        void draw(FaultKind kind, long at, List<Planned> into) {
            if (kind == FaultKind.SWIZZLE) {
                swizzle(at, into);
            } else {
                into.add(new Planned(at, single(kind)));
            }
        }

        private Fault single(FaultKind kind) {
            int host = random.nextInt(hosts);
            int other = (host + 1 + random.nextInt(hosts - 1)) % hosts;
            long everyone = (1L << hosts) - 1;
            long left = 1 + random.nextLong(everyone - 1);
            return switch (kind) {
                case SYMMETRIC_PARTITION -> new Fault.Partition(kind, left, everyone & ~left, cutTime());
                case ONE_WAY_PARTITION -> new Fault.OneWay(left, everyone & ~left, cutTime());
                case PARTIAL_PARTITION -> partial(host, left, everyone);
                case PAUSE -> new Fault.Pause(host, pauseTime());
                case CRASH -> new Fault.Crash(host, 1 + random.nextLong(settings.downMaxNanos()));
                case CLOCK_RATE ->
                    new Fault.ClockRate(host, 1 + random.nextDouble(-settings.clockDrift(), settings.clockDrift()));
                case WALL_JUMP -> new Fault.WallJump(host, random.nextLong(-10_000, 10_001));
                case SLOW_NODE -> new Fault.SlowNode(host, random.nextLong(MILLIS, 20 * MILLIS), cutTime());
                case FALSE_SUSPICION -> new Fault.FalseSuspicion(host, other);
                case BAD_NETWORK ->
                    new Fault.BadNetwork(
                            NetworkConditions.HOSTILE.withDropProbability(random.nextDouble(0.01, 0.3)), cutTime());
                case SWIZZLE -> new Fault.LinkCut(host, other, cutTime());
            };
        }

        /** With two hosts there is nobody whom both sides see: one link then. */
        private Fault partial(int bridge, long left, long everyone) {
            long sideA = left & ~(1L << bridge);
            long sideB = everyone & ~left & ~(1L << bridge);
            if (sideA == 0 || sideB == 0) {
                return new Fault.LinkCut(bridge, (bridge + 1) % hosts, cutTime());
            }
            return new Fault.Partition(FaultKind.PARTIAL_PARTITION, sideA, sideB, cutTime());
        }

        private void swizzle(long at, List<Planned> into) {
            int host = random.nextInt(hosts);
            long cut = at;
            for (int peer = 0; peer < hosts; peer++) {
                if (peer != host) {
                    boolean outward = random.nextBoolean();
                    Fault link = new Fault.LinkCut(outward ? host : peer, outward ? peer : host, cutTime());
                    into.add(new Planned(cut, link));
                    cut += random.nextLong(500 * MILLIS);
                }
            }
        }

        private long cutTime() {
            return 50 * MILLIS + random.nextLong(settings.cutMaxNanos());
        }

        /** Short ones more often: each length between the bounds is as likely as its double. */
        private long pauseTime() {
            double least = settings.pauseMinNanos();
            return (long) (least * Math.exp(random.nextDouble() * Math.log(settings.pauseMaxNanos() / least)));
        }
    }
}
