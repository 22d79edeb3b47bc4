package io.peergrid.node;

import io.peergrid.GridClosedException;
import io.peergrid.GridHealth;
import io.peergrid.GridUnavailableException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Those who wait for a healthy grid. Looks at each tick while somebody waits; thread-safe. */
final class HealthWatch {
    private final Supplier<GridHealth> health;
    private final Executor callbacks;
    private final ConcurrentLinkedQueue<Waiter> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    private record Waiter(Duration within, long untilNanos, CompletableFuture<GridHealth> result) {}

    /** @param callbacks completes what callers wait for */
    HealthWatch(Supplier<GridHealth> health, Executor callbacks) {
        this.health = health;
        this.callbacks = callbacks;
    }

    CompletionStage<GridHealth> await(Duration within, long nowNanos) {
        Waiter waiter = new Waiter(within, nowNanos + within.toNanos(), new CompletableFuture<>());
        waiting.add(waiter);
        if (closed) {
            close();
        }
        return waiter.result;
    }

    /** On the protocol thread. */
    void poll(long nowNanos) {
        if (waiting.isEmpty()) {
            return;
        }
        GridHealth now = health.get();
        for (Iterator<Waiter> waiters = waiting.iterator(); waiters.hasNext(); ) {
            Waiter waiter = waiters.next();
            if (now.healthy()) {
                waiters.remove();
                callbacks.execute(() -> waiter.result.complete(now));
            } else if (nowNanos - waiter.untilNanos >= 0) {
                waiters.remove();
                callbacks.execute(() -> waiter.result.completeExceptionally(new GridUnavailableException(
                        "the grid did not get healthy within " + waiter.within.toMillis() + " ms; " + now)));
            }
        }
    }

    /** The member leaves: nobody waits any longer. */
    void close() {
        closed = true;
        for (Waiter waiter = waiting.poll(); waiter != null; waiter = waiting.poll()) {
            waiter.result.completeExceptionally(
                    new GridClosedException("this member left the grid while it waited for it to be healthy"));
        }
    }
}
