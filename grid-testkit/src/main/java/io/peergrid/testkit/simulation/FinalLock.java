package io.peergrid.testkit.simulation;

import io.peergrid.AsyncGridLock;
import io.peergrid.GridHold;
import io.peergrid.GridUnavailableException;
import io.peergrid.simulation.Simulation;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Breaks a lock and takes it: locks work, and the last token is the highest. */
final class FinalLock extends FinalCall {
    private static final Duration WAIT = Duration.ofSeconds(2);

    private final Simulation simulation;
    private final String name;
    private final LockWatch watch;

    FinalLock(Simulation simulation, SimulatedMember member, String name, LockWatch watch) {
        super(member);
        this.simulation = simulation;
        this.name = name;
        this.watch = watch;
    }

    @Override
    CompletionStage<Boolean> attempt() {
        AsyncGridLock lock = member().grid().lock(name).async();
        watch.breaks(name);
        long askedAt = simulation.nowNanos();
        return lock.forceUnlock().thenCompose(broken -> lock.tryAcquire(WAIT)).thenApply(hold -> taken(askedAt, hold));
    }

    private boolean taken(long askedAt, @Nullable GridHold hold) {
        if (hold == null) {
            throw new GridUnavailableException("somebody else was faster");
        }
        watch.got(member().id(), Long.MAX_VALUE, askedAt, hold).givesBack();
        return true;
    }

    @Override
    public String toString() {
        return name + through();
    }
}
