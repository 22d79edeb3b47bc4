package io.peergrid;

import java.time.Duration;

/**
 * What a {@link GridRateLimiter} says.
 *
 * @param allowed whether it may be done; if not it does not count
 * @param remaining how many more would be allowed now
 * @param retryAfter zero if allowed; else when as many will be allowed if nobody else asks. A bound from below: others may be faster
 */
public record RateDecision(boolean allowed, long remaining, Duration retryAfter) {}
