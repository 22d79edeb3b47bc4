package io.peergrid.testkit.simulation;

import io.peergrid.GridHold;
import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import io.peergrid.simulation.Simulation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What may be said of who held a lock when (docs/protocols/locks.md): tokens are never equal and rise in the order of time (K1), and whoever got a lock got it after the
 * one before had given it back, left, or its lease was over by the slot's time (K2).
 */
final class LockWatch {
    private static final long NEVER = Long.MAX_VALUE;
    /** A member that finds its hold lost tells the owner first, and us as its next task. */
    private static final long TELLS_WITHIN = 2 * Scenario.SECONDS;

    private final Simulation simulation;
    private final List<Held> all = new ArrayList<>();
    /** When a lock was broken last. */
    private final Map<String, Long> broken = new HashMap<>();

    LockWatch(Simulation simulation) {
        this.simulation = simulation;
    }

    /** What one member held; times are true ones. */
    final class Held {
        private final MemberId member;
        private final long epoch;
        private final long askedAt;
        private final long gotAt;
        private final GridHold hold;
        private long givenBackAt = NEVER;
        private long lostAt = NEVER;

        private Held(MemberId member, long epoch, long askedAt, GridHold hold) {
            this.member = member;
            this.epoch = epoch;
            this.askedAt = askedAt;
            this.hold = hold;
            gotAt = simulation.nowNanos();
            var unused = hold.lost().thenRun(() -> lostAt = simulation.nowNanos());
        }

        /** The owner may hear of it from now on. */
        void givesBack() {
            givenBackAt = Math.min(givenBackAt, simulation.nowNanos());
        }

        @Override
        public String toString() {
            return hold.name() + " with token " + hold.token() + " at " + member.brief() + ", got at "
                    + gotAt / Scenario.MILLIS + " ms for " + hold.acquiredAt() + " to " + hold.expiresAt();
        }
    }

    /** @param epoch that the member had installed when it asked */
    Held got(MemberId member, long epoch, long askedAt, GridHold hold) {
        Held held = new Held(member, epoch, askedAt, hold);
        long brokenAt = broken.getOrDefault(hold.name(), -1L);
        if (brokenAt >= askedAt) {
            // It may have been granted, and broken, before its holder heard of it.
            held.givenBackAt = brokenAt;
        }
        all.add(held);
        simulation.trace(held::toString);
        return held;
    }

    /** Somebody takes a lock from whoever has it. */
    void breaks(String name) {
        broken.put(name, simulation.nowNanos());
        all.stream().filter(held -> held.hold.name().equals(name)).forEach(Held::givesBack);
    }

    /** How often a lock was got. */
    long count() {
        return all.size();
    }

    /**
     * At the end of a run.
     *
     * @param intact locks whose slot has never lost its data: of the others only the tokens are checked
     */
    void check(Collection<Configuration<SlotTable>> chosen, Predicate<String> intact) {
        List<Held> byToken = new ArrayList<>(all);
        byToken.sort(Comparator.comparing((Held held) -> held.hold.name()).thenComparing(held -> held.hold.token()));
        for (int i = 0; i < byToken.size(); i++) {
            Held next = byToken.get(i);
            for (int j = i - 1; j >= 0 && byToken.get(j).hold.name().equals(next.hold.name()); j--) {
                checkOrder(byToken.get(j), next);
            }
            if (i > 0 && byToken.get(i - 1).hold.name().equals(next.hold.name()) && intact.test(next.hold.name())) {
                checkOver(byToken.get(i - 1), next, chosen);
            }
        }
    }

    private static void checkOrder(Held lower, Held higher) {
        if (lower.hold.token() == higher.hold.token()) {
            throw new Violation("K1: one token twice: " + lower + " and " + higher);
        }
        if (higher.gotAt < lower.askedAt) {
            throw new Violation("K1: " + lower + " was asked for after " + higher);
        }
    }

    private static void checkOver(Held before, Held next, Collection<Configuration<SlotTable>> chosen) {
        boolean givenBack = before.givenBackAt <= next.gotAt
                || (before.lostAt != NEVER && before.lostAt - TELLS_WITHIN <= next.gotAt);
        boolean expired = !before.hold.expiresAt().isAfter(next.hold.acquiredAt());
        boolean left = chosen.stream()
                .anyMatch(configuration ->
                        configuration.epoch() >= before.epoch && !takesPart(configuration, before.member));
        if (!givenBack && !expired && !left) {
            throw new Violation("K2: " + next + " although it was held: " + before);
        }
    }

    private static boolean takesPart(Configuration<SlotTable> configuration, MemberId id) {
        return configuration
                .member(id)
                .filter(member -> member.status() != Member.Status.DOWN)
                .isPresent();
    }
}
