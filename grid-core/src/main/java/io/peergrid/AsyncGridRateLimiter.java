package io.peergrid;

import java.util.concurrent.CompletionStage;

/**
 * The asynchronous twin of {@link GridRateLimiter}: same names, same meaning. Nothing blocks; stages end with the exceptions of this package, on the grid's
 * callback executor. Thread-safe.
 */
public interface AsyncGridRateLimiter {

    /** As {@link GridRateLimiter#tryAcquire()}. */
    CompletionStage<RateDecision> tryAcquire();

    /** As {@link GridRateLimiter#tryAcquire(long)}. */
    CompletionStage<RateDecision> tryAcquire(long calls);

    /** As {@link GridRateLimiter#reset}. */
    CompletionStage<Void> reset();
}
