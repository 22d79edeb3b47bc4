package io.peergrid.testkit.simulation;

import io.peergrid.AsyncGridLock;
import io.peergrid.GridHold;
import io.peergrid.simulation.Simulation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Breaks a lock after healing and takes it, again until that is done: locks work, and the last token is the highest. */
final class FinalLock implements Runnable {
    private static final int TRIES = 50;
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final Simulation simulation;
    private final SimulatedMember member;
    private final String name;
    private final LockWatch watch;
    private boolean taken;
    private int tries;
    private String lastError = "";

    FinalLock(Simulation simulation, SimulatedMember member, String name, LockWatch watch) {
        this.simulation = simulation;
        this.member = member;
        this.name = name;
        this.watch = watch;
    }

    /** Or its member was found dead late and has been restarted. */
    boolean taken() {
        return taken || !member.alive();
    }

    @Override
    public void run() {
        AsyncGridLock lock = member.grid().lock(name).async();
        watch.breaks(name);
        long askedAt = simulation.nowNanos();
        var unused = lock.forceUnlock()
                .thenCompose(broken -> lock.tryAcquire(WAIT))
                .whenComplete((hold, error) -> ended(askedAt, hold, error));
    }

    private void ended(long askedAt, @Nullable GridHold hold, @Nullable Throwable error) {
        if (hold != null) {
            taken = true;
            LockWatch.Held last = watch.got(member.id(), Long.MAX_VALUE, askedAt, hold);
            last.givesBack();
        } else if (++tries < TRIES) {
            lastError = String.valueOf(error);
            var unused = member.process().scheduler().schedule(this, 100 * Scenario.MILLIS);
        }
    }

    @Override
    public String toString() {
        return name + " through " + member + ", last refused: " + lastError;
    }
}
