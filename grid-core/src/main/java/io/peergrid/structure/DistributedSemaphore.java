package io.peergrid.structure;

import io.peergrid.AsyncGridSemaphore;
import io.peergrid.GridHold;
import io.peergrid.GridSemaphore;
import io.peergrid.map.CallRunner;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A semaphore, and its asynchronous skin. Thread-safe. */
final class DistributedSemaphore implements GridSemaphore {
    private final ClaimCalls calls;
    private final CallRunner runner;
    private final HoldKeeper keeper;

    DistributedSemaphore(ClaimCalls calls, CallRunner runner, HoldKeeper keeper) {
        this.calls = calls;
        this.runner = runner;
        this.keeper = keeper;
    }

    @Override
    public String name() {
        return calls.key().name();
    }

    @Override
    public int permits() {
        return calls.all();
    }

    @Override
    public AsyncGridSemaphore async() {
        return new Async();
    }

    @Override
    public GridSemaphore withDeadline(Duration deadline) {
        return new DistributedSemaphore(calls, runner.withDeadline(deadline), keeper);
    }

    @Override
    public GridSemaphore withLease(Duration lease) {
        return new DistributedSemaphore(calls.withLease(lease), runner, keeper);
    }

    @Override
    public GridHold acquire() throws InterruptedException {
        return acquire(1);
    }

    @Override
    public GridHold acquire(int number) throws InterruptedException {
        return Objects.requireNonNull(asking(number).within(Long.MAX_VALUE));
    }

    @Override
    public @Nullable GridHold tryAcquire() {
        return tryAcquire(1);
    }

    @Override
    public @Nullable GridHold tryAcquire(int number) {
        return asking(number).now();
    }

    @Override
    public @Nullable GridHold tryAcquire(int number, Duration within) throws InterruptedException {
        return asking(number).within(Durations.nanos(within));
    }

    @Override
    public int available() {
        return free(runner.run(calls.taken()));
    }

    @Override
    public int forceRelease() {
        return runner.run(calls.breakAll());
    }

    private int free(int taken) {
        return Math.max(0, calls.all() - taken);
    }

    private Acquisition asking(int number) {
        return new Acquisition(calls, runner, keeper, number);
    }

    private final class Async implements AsyncGridSemaphore {
        @Override
        public CompletionStage<GridHold> acquire() {
            return acquire(1);
        }

        @Override
        public CompletionStage<GridHold> acquire(int number) {
            return asking(number).startForEver();
        }

        @Override
        public CompletionStage<@Nullable GridHold> tryAcquire(int number) {
            return asking(number).start();
        }

        @Override
        public CompletionStage<@Nullable GridHold> tryAcquire(int number, Duration within) {
            return asking(number).startWithin(Durations.nanos(within));
        }

        @Override
        public CompletionStage<Integer> available() {
            return runner.start(calls.taken()).thenApply(DistributedSemaphore.this::free);
        }

        @Override
        public CompletionStage<Integer> forceRelease() {
            return runner.start(calls.breakAll());
        }
    }
}
