package io.peergrid.testkit.simulation;

import io.peergrid.simulation.Simulation;
import io.peergrid.simulation.SplitMixRandom;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client inside a member: one operation after the other. When its member's process ends, so does its operation, with unknown outcome; it goes on elsewhere
 * as a new process.
 */
abstract class Inhabitant {
    private static final long RETRY_NANOS = 100 * Scenario.MILLIS;
    private static final long LOOK_NANOS = 250 * Scenario.MILLIS;

    final SplitMixRandom random;
    private final Simulation simulation;
    private final Supplier<List<SimulatedMember>> members;
    private final String name;
    private final long thinkNanos;
    private int life;
    private @Nullable SimulatedMember home;
    private boolean busy;
    private boolean resting;

    /** @param thinkNanos mean pause between two operations */
    Inhabitant(Simulation simulation, String name, Supplier<List<SimulatedMember>> members, long thinkNanos) {
        this.simulation = simulation;
        this.random = simulation.stream(name);
        this.name = name;
        this.members = members;
        this.thinkNanos = thinkNanos;
    }

    /** Begins an operation; {@link #ended} has to follow. */
    abstract void operate(SimulatedMember at);

    /** The operation's process has ended. */
    abstract void died();

    final void start() {
        next();
        look();
    }

    /** Starts no further operation. */
    final void rest() {
        resting = true;
    }

    final boolean busy() {
        return busy;
    }

    final String name() {
        return name;
    }

    /** How often its process has ended. */
    final int life() {
        return life;
    }

    /** The operation of a life has ended; nothing happens if the life has, too. */
    final void ended(int inLife) {
        if (inLife == life) {
            busy = false;
            next();
        }
    }

    private void look() {
        SimulatedMember at = home;
        if (busy && at != null && !at.alive()) {
            died();
            life++;
            home = null;
            ended(life);
        }
        if (!resting || busy) {
            var unused = simulation.after(LOOK_NANOS, this::look);
        }
    }

    private void next() {
        if (!resting) {
            long think = (long) (-Math.log(1 - random.nextDouble()) * thinkNanos);
            var unused = simulation.after(think, this::begin);
        }
    }

    private void begin() {
        if (resting || busy) {
            return;
        }
        if (home == null || !home.usable() || random.chance(0.05)) {
            List<SimulatedMember> usable =
                    members.get().stream().filter(SimulatedMember::usable).toList();
            if (usable.isEmpty()) {
                var unused = simulation.after(RETRY_NANOS, this::begin);
                return;
            }
            home = usable.get(random.nextInt(usable.size()));
        }
        busy = true;
        SimulatedMember at = home;
        int inLife = life;
        at.process().scheduler().execute(() -> {
            if (inLife == life) {
                operate(at);
            }
        });
    }
}
