package io.peergrid.testkit.offenders.membership;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/** What protocol code may do, so that no ban grows to cover it. */
final class Orderly {
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicLong count = new AtomicLong();

    CompletableFuture<Long> nextOn(Executor executor) {
        return next().thenApplyAsync(n -> n + 1, executor);
    }

    CompletableFuture<Long> next() {
        lock.lock();
        try {
            return CompletableFuture.completedFuture(count.incrementAndGet()).thenApply(n -> n + 1);
        } finally {
            lock.unlock();
        }
    }
}
