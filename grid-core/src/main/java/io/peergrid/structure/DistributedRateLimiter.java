package io.peergrid.structure;

import io.peergrid.AsyncGridRateLimiter;
import io.peergrid.GridRateLimiter;
import io.peergrid.RateDecision;
import io.peergrid.RateLimit;
import io.peergrid.map.CallRunner;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A rate limiter, and its asynchronous skin. Thread-safe. */
final class DistributedRateLimiter implements GridRateLimiter {
    private final RateCalls calls;
    private final CallRunner runner;

    DistributedRateLimiter(RateCalls calls, CallRunner runner) {
        this.calls = calls;
        this.runner = runner;
    }

    @Override
    public String name() {
        return calls.key().name();
    }

    @Override
    public RateLimit limit() {
        return calls.limit();
    }

    @Override
    public AsyncGridRateLimiter async() {
        return new Async();
    }

    @Override
    public GridRateLimiter withDeadline(Duration deadline) {
        return new DistributedRateLimiter(calls, runner.withDeadline(deadline));
    }

    @Override
    public RateDecision tryAcquire() {
        return tryAcquire(1);
    }

    @Override
    public RateDecision tryAcquire(long number) {
        return runner.run(calls.acquire(number));
    }

    @Override
    public void reset() {
        runner.run(calls.reset());
    }

    private final class Async implements AsyncGridRateLimiter {
        @Override
        public CompletionStage<RateDecision> tryAcquire() {
            return tryAcquire(1);
        }

        @Override
        public CompletionStage<RateDecision> tryAcquire(long number) {
            return runner.start(calls.acquire(number));
        }

        @Override
        public CompletionStage<Void> reset() {
            return runner.start(calls.reset());
        }
    }
}
