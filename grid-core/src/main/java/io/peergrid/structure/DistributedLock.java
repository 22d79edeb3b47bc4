package io.peergrid.structure;

import io.peergrid.AsyncGridLock;
import io.peergrid.GridHold;
import io.peergrid.GridLock;
import io.peergrid.map.CallRunner;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A lock, and its asynchronous skin. Thread-safe. */
final class DistributedLock implements GridLock {
    private final ClaimCalls calls;
    private final CallRunner runner;
    private final HoldKeeper keeper;
    private final ThreadHolds threads;

    DistributedLock(ClaimCalls calls, CallRunner runner, HoldKeeper keeper, ThreadHolds threads) {
        this.calls = calls;
        this.runner = runner;
        this.keeper = keeper;
        this.threads = threads;
    }

    @Override
    public String name() {
        return calls.key().name();
    }

    @Override
    public AsyncGridLock async() {
        return new Async();
    }

    @Override
    public GridLock withDeadline(Duration deadline) {
        return new DistributedLock(calls, runner.withDeadline(deadline), keeper, threads);
    }

    @Override
    public GridLock withLease(Duration lease) {
        return new DistributedLock(calls.withLease(lease), runner, keeper, threads);
    }

    @Override
    public GridHold acquire() throws InterruptedException {
        return take();
    }

    @Override
    public @Nullable GridHold tryAcquire() {
        return asking().now();
    }

    @Override
    public @Nullable GridHold tryAcquire(Duration within) throws InterruptedException {
        return asking().within(Durations.nanos(within));
    }

    @Override
    public void lock() {
        boolean interrupted = false;
        while (true) {
            try {
                lockInterruptibly();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void lockInterruptibly() throws InterruptedException {
        if (!threads.enterAgain(name())) {
            threads.enter(name(), take());
        }
    }

    @Override
    public boolean tryLock() {
        return threads.enterAgain(name()) || entered(asking().now());
    }

    @Override
    public boolean tryLock(long within, TimeUnit unit) throws InterruptedException {
        return threads.enterAgain(name()) || entered(asking().within(unit.toNanos(within)));
    }

    @Override
    public void unlock() {
        threads.leave(name(), hold -> {
            if (!hold.release()) {
                throw ThreadHolds.lost(name());
            }
        });
    }

    @Override
    public long token() {
        LeasedHold hold = threads.find(name());
        if (hold == null) {
            throw ThreadHolds.notIn(name());
        }
        return hold.token();
    }

    @Override
    public boolean isHeldByCurrentThread() {
        LeasedHold hold = threads.find(name());
        return hold != null && hold.isHeld();
    }

    @Override
    public boolean isLocked() {
        return runner.run(calls.taken()) > 0;
    }

    @Override
    public boolean forceUnlock() {
        return runner.run(calls.breakAll()) > 0;
    }

    private Acquisition asking() {
        return new Acquisition(calls, runner, keeper, 1);
    }

    private LeasedHold take() throws InterruptedException {
        return Objects.requireNonNull(asking().within(Long.MAX_VALUE));
    }

    private boolean entered(@Nullable LeasedHold hold) {
        if (hold != null) {
            threads.enter(name(), hold);
        }
        return hold != null;
    }

    private final class Async implements AsyncGridLock {
        @Override
        public CompletionStage<GridHold> acquire() {
            return asking().startForEver();
        }

        @Override
        public CompletionStage<@Nullable GridHold> tryAcquire() {
            return asking().start();
        }

        @Override
        public CompletionStage<@Nullable GridHold> tryAcquire(Duration within) {
            return asking().startWithin(Durations.nanos(within));
        }

        @Override
        public CompletionStage<Boolean> isLocked() {
            return runner.start(calls.taken()).thenApply(taken -> taken > 0);
        }

        @Override
        public CompletionStage<Boolean> forceUnlock() {
            return runner.start(calls.breakAll()).thenApply(broken -> broken > 0);
        }
    }
}
