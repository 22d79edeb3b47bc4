package io.peergrid.structure;

import io.peergrid.GridHold;
import io.peergrid.map.CallRunner;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One hold, renewed from {@link #poll} until it is released or lost. It may be believed in for nine tenths of its lease, counted from when the request was sent: the
 * rates of clocks differ by less than that. Thread-safe.
 */
final class LeasedHold implements GridHold {
    private static final int RENEWALS_IN_A_LEASE = 3;
    private static final int RETRIES_IN_A_LEASE = 20;
    private static final long MAX_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int DOUBTFUL_TENTH = 10;

    private final ClaimCalls calls;
    private final CallRunner runner;
    private final HoldKeeper keeper;
    private final long number;
    private final int permits;
    private final ClaimCalls.Granted granted;
    private final long leaseNanos;
    private final CompletableFuture<Void> lost = new CompletableFuture<>();
    private State state = State.HELD;
    private long untilMillis;
    /** By this member's monotonic clock, as {@code renewAt}. */
    private long believedUntil;

    private long renewAt;
    private boolean renewing;
    /** Rises with each reason to doubt; {@code confirmed} is what it was when the last confirmation was asked for. */
    private long doubts;

    private long confirmed;

    private enum State {
        HELD,
        RELEASED,
        LOST
    }

    /**
     * @param runner for {@link #release}
     * @param sentNanos when it was asked for
     */
    LeasedHold(
            ClaimCalls calls,
            CallRunner runner,
            HoldKeeper keeper,
            long number,
            int permits,
            ClaimCalls.Granted granted,
            long sentNanos) {
        this.calls = calls;
        this.runner = runner;
        this.keeper = keeper;
        this.number = number;
        this.permits = permits;
        this.granted = granted;
        leaseNanos = calls.lease().toNanos();
        untilMillis = granted.untilMillis();
        believe(sentNanos);
    }

    private void believe(long sentNanos) {
        believedUntil = sentNanos + leaseNanos - leaseNanos / DOUBTFUL_TENTH;
        renewAt = sentNanos + leaseNanos / RENEWALS_IN_A_LEASE;
    }

    long number() {
        return number;
    }

    void poll(long now) {
        boolean late;
        boolean due;
        long deadline;
        synchronized (this) {
            late = state == State.HELD && now - believedUntil >= 0;
            due = state == State.HELD && !renewing && now - renewAt >= 0;
            renewing |= due && !late;
            deadline = believedUntil;
        }
        if (late) {
            lose();
        } else if (due) {
            renew(now, deadline);
        }
    }

    /** Not held, as far as anybody may know, until it is confirmed; which is asked for at the next poll. */
    synchronized void doubt() {
        doubts++;
        renewAt = keeper.nanoTime();
    }

    private void renew(long now, long deadline) {
        long known;
        synchronized (this) {
            known = doubts;
        }
        var unused = keeper.start(calls.renew(keeper.self(), number), deadline)
                .whenComplete((renewed, error) -> renewed(now, known, renewed, error));
    }

    private void renewed(long sentNanos, long known, ClaimCalls.@Nullable Granted renewed, @Nullable Throwable error) {
        boolean gone;
        synchronized (this) {
            renewing = false;
            gone = error == null && renewed == null;
            if (renewed != null) {
                confirmed = known;
                untilMillis = renewed.untilMillis();
                believe(sentNanos);
            }
            if (error != null) {
                renewAt = keeper.nanoTime() + Math.min(MAX_PAUSE_NANOS, leaseNanos / RETRIES_IN_A_LEASE);
            } else if (doubts != known) {
                renewAt = keeper.nanoTime();
            }
        }
        if (gone) {
            lose();
        }
    }

    /** It is held no longer, and nobody released it. */
    void lose() {
        if (end(State.LOST)) {
            keeper.abandon(calls, number);
            keeper.callBack(() -> lost.complete(null));
        }
    }

    private boolean end(State as) {
        synchronized (this) {
            if (state != State.HELD) {
                return false;
            }
            state = as;
        }
        keeper.forget(this);
        return true;
    }

    /** Whether it is over without having been released. */
    synchronized boolean isLost() {
        return state == State.LOST;
    }

    /** Whether it is neither released nor lost. */
    synchronized boolean isHeldOrDoubted() {
        return state == State.HELD;
    }

    @Override
    public String name() {
        return calls.key().name();
    }

    @Override
    public int permits() {
        return permits;
    }

    @Override
    public long token() {
        return granted.token();
    }

    @Override
    public synchronized boolean isHeld() {
        return state == State.HELD
                && confirmed == doubts
                && keeper.nanoTime() - believedUntil < 0
                && keeper.holdsLease();
    }

    @Override
    public Instant acquiredAt() {
        return Instant.ofEpochMilli(granted.nowMillis());
    }

    @Override
    public synchronized Instant expiresAt() {
        return Instant.ofEpochMilli(untilMillis);
    }

    @Override
    public CompletionStage<Void> lost() {
        return lost.minimalCompletionStage();
    }

    @Override
    public boolean release() {
        runner.calls().mayBlock();
        return end(State.RELEASED) && runner.run(calls.release(keeper.self(), number));
    }

    @Override
    public CompletionStage<Boolean> releaseAsync() {
        return end(State.RELEASED)
                ? runner.start(calls.release(keeper.self(), number))
                : CompletableFuture.completedFuture(false);
    }

    @Override
    public String toString() {
        return name() + " with token " + token();
    }
}
