package io.peergrid;

import java.time.Duration;

/**
 * Limits how often something is done in the whole grid. Each decision is one atomic step at the owner of the name's slot, on that slot's time: the clocks of
 * callers do not matter. What is refused is not counted, costs no replication and may be asked for again. A decision is replicated before it is told, so limits
 * hold through failovers; a successor whose wall clock is ahead lets windows end early by as much. A call that ends with {@link OutcomeUnknownException} may have
 * been counted.
 *
 * <p>Limiters have names of their own: a key of that name in the plain keyspace has nothing to do with them. What is not used is forgotten by itself. If the kind
 * of limit under a name changes it begins anew. Handles are cheap, thread-safe and need no closing.
 */
public interface GridRateLimiter {

    String name();

    RateLimit limit();

    /** The same with methods that return at once. */
    AsyncGridRateLimiter async();

    /**
     * The same whose calls take at most this long.
     *
     * @param deadline above zero, at most an hour
     */
    GridRateLimiter withDeadline(Duration deadline);

    /** Asks for one. Never waits for the limit. */
    RateDecision tryAcquire();

    /**
     * Asks for so many at once: all or none.
     *
     * @throws IllegalArgumentException if it is below 1 or more than the limit ever allows at once
     */
    RateDecision tryAcquire(long calls);

    /** Forgets all calls so far. */
    void reset();
}
