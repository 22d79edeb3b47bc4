package io.peergrid.testkit.simulation;

import io.peergrid.AsyncGridLock;
import io.peergrid.GridException;
import io.peergrid.GridHold;
import io.peergrid.membership.Configuration;
import io.peergrid.simulation.Simulation;
import io.peergrid.simulation.SplitMixRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes locks inside members, with and without waiting, keeps them for a while and gives them back. A round that does not end in time, as its member died, is
 * given up; what comes of it later is given back at once.
 */
final class SimulatedLocker {
    static final int LOCKS = 2;

    private static final long ROUND_NANOS = 4 * Scenario.SECONDS;
    private static final long THINK_NANOS = 500 * Scenario.MILLIS;
    private static final long LONGEST_HOLD_NANOS = 1_500 * Scenario.MILLIS;
    private static final Duration WAIT = Duration.ofMillis(1_200);

    private final Simulation simulation;
    private final SplitMixRandom random;
    private final LockWatch watch;
    private final Supplier<List<SimulatedMember>> members;
    private int round;
    private boolean resting;

    SimulatedLocker(Simulation simulation, int index, LockWatch watch, Supplier<List<SimulatedMember>> members) {
        this.simulation = simulation;
        this.random = simulation.stream("locker" + index);
        this.watch = watch;
        this.members = members;
    }

    static String name(int lock) {
        return "lock" + lock;
    }

    /** Begins a round, and the next one when it is over. */
    void start() {
        int mine = ++round;
        if (resting) {
            return;
        }
        List<SimulatedMember> usable =
                members.get().stream().filter(SimulatedMember::usable).toList();
        if (!usable.isEmpty()) {
            SimulatedMember at = usable.get(random.nextInt(usable.size()));
            at.process().scheduler().execute(() -> ask(at, mine));
        }
        var unused = simulation.after(usable.isEmpty() ? THINK_NANOS : ROUND_NANOS, () -> goOn(mine));
    }

    /** Takes nothing more. */
    void rest() {
        resting = true;
    }

    private void goOn(int finished) {
        if (round == finished) {
            start();
        }
    }

    private void ask(SimulatedMember at, int mine) {
        if (mine != round) {
            return;
        }
        Duration lease = Duration.ofMillis(random.nextInt(1_000, 4_000));
        AsyncGridLock lock =
                at.grid().lock(name(random.nextInt(LOCKS))).withLease(lease).async();
        Configuration<?> installed = at.node().installed();
        long epoch = installed == null ? -1 : installed.epoch();
        long askedAt = simulation.nowNanos();
        CompletionStage<@Nullable GridHold> asked = random.chance(0.6) ? lock.tryAcquire(WAIT) : lock.tryAcquire();
        var unused = asked.whenComplete((hold, error) -> {
            if (error != null) {
                expect(error);
            }
            if (hold != null) {
                keep(at, watch.got(at.id(), epoch, askedAt, hold), hold, mine);
            } else if (mine == round) {
                think(mine);
            }
        });
    }

    private void keep(SimulatedMember at, LockWatch.Held held, GridHold hold, int mine) {
        long time = mine == round && !resting ? random.nextLong(LONGEST_HOLD_NANOS) : 0;
        var unused = at.process()
                .scheduler()
                .schedule(
                        () -> {
                            held.givesBack();
                            var unusedRelease = hold.releaseAsync().whenComplete((was, error) -> {
                                if (error != null) {
                                    expect(error);
                                }
                            });
                            think(mine);
                        },
                        time);
    }

    private void think(int mine) {
        var unused = simulation.after(random.nextLong(THINK_NANOS), () -> goOn(mine));
    }

    private static void expect(Throwable error) {
        Throwable cause = error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
        if (!(cause instanceof GridException)) {
            throw new IllegalStateException("a lock ended with an error that no caller expects", cause);
        }
    }
}
