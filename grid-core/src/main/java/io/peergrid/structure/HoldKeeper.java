package io.peergrid.structure;

import io.peergrid.OutcomeUnknownException;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner;
import io.peergrid.ports.MemberId;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The holds of this member: renews them and finds out when they are lost (docs/protocols/locks.md). Thread-safe. */
final class HoldKeeper {
    private final CallRunner runner;
    private final MemberStanding standing;
    private final AtomicLong numbers = new AtomicLong();
    /** By number, so that they are always looked at in the same order. */
    private final ConcurrentSkipListMap<Long, LeasedHold> holds = new ConcurrentSkipListMap<>();

    HoldKeeper(CallRunner runner, MemberStanding standing) {
        this.runner = runner;
        this.standing = standing;
    }

    /** On the protocol thread, every few milliseconds. */
    void poll(long now) {
        if (!holds.isEmpty()) {
            holds.values().forEach(hold -> hold.poll(now));
        }
    }

    /** This member may have been out of the grid: what it holds must be confirmed. */
    void doubt() {
        holds.values().forEach(LeasedHold::doubt);
    }

    /** This member has left: it holds nothing any more. */
    void close() {
        holds.values().forEach(LeasedHold::lose);
    }

    /** A holder that has asked for nothing yet. */
    long nextNumber() {
        return numbers.incrementAndGet();
    }

    MemberId self() {
        return standing.self();
    }

    long epoch() {
        return standing.epoch();
    }

    boolean holdsLease() {
        return standing.holdsLease();
    }

    long nanoTime() {
        return runner.calls().nanoTime();
    }

    void keep(LeasedHold hold) {
        holds.put(hold.number(), hold);
    }

    void forget(LeasedHold hold) {
        holds.remove(hold.number(), hold);
    }

    /** Calls that nobody waits for have the runner of the member. */
    <T> CompletionStage<T> start(Call<?, T> call, long deadline) {
        return runner.start(call, deadline);
    }

    /** Gives back what may be held and nobody will renew; if that fails it ends with its lease. */
    void abandon(ClaimCalls calls, long number) {
        var unused = runner.start(calls.release(self(), number));
    }

    /** After an acquire that failed: it may have taken what it asked for. */
    void abandonIfUnknown(ClaimCalls calls, long number, @Nullable Throwable error) {
        if (error != null && CallRunner.unwrap(error) instanceof OutcomeUnknownException) {
            abandon(calls, number);
        }
    }

    void callBack(Runnable task) {
        runner.calls().callbacks().execute(task);
    }
}
