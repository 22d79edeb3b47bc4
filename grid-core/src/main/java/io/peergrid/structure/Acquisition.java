package io.peergrid.structure;

import io.peergrid.GridHold;
import io.peergrid.OutcomeUnknownException;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner;
import io.peergrid.map.KeyWait;
import io.peergrid.store.ValueTag;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One holder asking for permits, once or again and again. What an attempt of unknown outcome may have taken is given back, and so is what comes when nobody
 * wants it any more. Thread-safe.
 */
final class Acquisition {
    private final ClaimCalls calls;
    private final CallRunner runner;
    private final HoldKeeper keeper;
    private final int permits;
    private final long number;
    private volatile @Nullable LeasedHold newest;
    private volatile boolean unwanted;

    /** @throws IllegalArgumentException if there are not so many permits */
    Acquisition(ClaimCalls calls, CallRunner runner, HoldKeeper keeper, int permits) {
        if (permits < 1 || permits > calls.all()) {
            throw new IllegalArgumentException(permits + " permits of " + calls.all());
        }
        this.calls = calls;
        this.runner = runner;
        this.keeper = keeper;
        this.permits = permits;
        number = keeper.nextNumber();
    }

    /** Asks once; the calling thread waits for the answer. */
    @Nullable
    LeasedHold now() {
        try {
            return runner.run(attempt());
        } catch (OutcomeUnknownException e) {
            keeper.abandon(calls, number);
            throw e;
        }
    }

    /**
     * The calling thread waits so long at most.
     *
     * @param nanos the highest number means as long as it takes
     */
    @Nullable
    LeasedHold within(long nanos) throws InterruptedException {
        try {
            return Awaited.run(runner, await(), this::attempt, nanos);
        } catch (OutcomeUnknownException e) {
            keeper.abandon(calls, number);
            throw e;
        }
    }

    /** Asks once. */
    CompletionStage<@Nullable GridHold> start() {
        return wanted(runner.start(attempt()));
    }

    /** As {@link #within} without waiting. */
    CompletionStage<@Nullable GridHold> startWithin(long nanos) {
        return wanted(Awaited.start(runner, await(), this::attempt, nanos));
    }

    /** As {@link #startWithin}, as long as it takes. */
    CompletionStage<GridHold> startForEver() {
        return wanted(Awaited.start(runner, await(), this::attempt, Long.MAX_VALUE));
    }

    private KeyWait await() {
        return runner.calls().await(calls.key().slot(), ValueTag.RAW, List.of(calls.physical()));
    }

    /** A new attempt: its lease counts from now. */
    private Call<?, @Nullable LeasedHold> attempt() {
        long sent = keeper.nanoTime();
        return calls.acquire(keeper.self(), number, keeper.epoch(), permits).then(granted -> taken(granted, sent));
    }

    private @Nullable LeasedHold taken(ClaimCalls.@Nullable Granted granted, long sent) {
        if (granted == null) {
            return null;
        }
        LeasedHold hold = new LeasedHold(calls, runner, keeper, number, permits, granted, sent);
        keeper.keep(hold);
        newest = hold;
        giveBackIfUnwanted();
        // An answer that took most of the lease to come is no lock.
        hold.poll(keeper.nanoTime());
        return hold.isHeldOrDoubted() ? hold : null;
    }

    /** What comes when the stage has been cancelled or completed by others goes back. */
    private CompletionStage<@Nullable GridHold> wanted(CompletionStage<@Nullable LeasedHold> taken) {
        CompletableFuture<@Nullable GridHold> result = new CompletableFuture<>();
        var unused = taken.whenComplete((hold, error) -> {
            if (error != null) {
                keeper.abandonIfUnknown(calls, number, error);
                result.completeExceptionally(error);
            } else if (!result.complete(hold)) {
                giveBackIfUnwanted();
            }
        });
        var unusedEnd = result.whenComplete((hold, error) -> {
            unwanted = hold == null || hold != newest;
            giveBackIfUnwanted();
            taken.toCompletableFuture().cancel(false);
        });
        return result;
    }

    private void giveBackIfUnwanted() {
        LeasedHold hold = newest;
        if (unwanted && hold != null) {
            var unusedRelease = hold.releaseAsync();
        }
    }
}
