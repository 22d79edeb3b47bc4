package io.peergrid;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * What a successful acquire of a {@link GridLock} or a {@link GridSemaphore} gives: it is held until it is released or lost. This member renews its lease in the
 * background, as long as it lives and reaches the owner. Any thread may use and release it. Thread-safe.
 *
 * <p><b>The token.</b> No lock service can stop a holder that stands still, by a garbage collection, say, and goes on when the lease has run out and another has
 * the lock. What the lock protects has to do it: send {@link #token()} with each write to the store, file or device, and let that refuse a write whose token is
 * lower than the highest it has seen. Tokens of one lock rise with each acquire, for ever: through failovers, and though the lock expired or its slot
 * lost its data. Without such a check the lock is advice: good for doing work once as a rule, not for correctness.
 *
 * <pre>{@code
 * try (GridHold hold = grid.lock("report").acquire()) {
 *   store.write(report, hold.token());
 * }
 * }</pre>
 */
public interface GridHold extends AutoCloseable {

    /** Of the lock or semaphore. */
    String name();

    /** How many permits; 1 for a lock. */
    int permits();

    /** Higher than that of each hold acquired before; above zero; stays the same while this is held. */
    long token();

    /**
     * Whether this member knows no reason to doubt that it is held: neither released nor lost, the lease was confirmed and has not run out, and this member is in
     * the majority. Asks nobody. The truth may be over when this returns, and an owner whose wall clock jumped may have ended the lease early: see the token.
     */
    boolean isHeld();

    /** When it was granted, by the clock of the owner then; for people. */
    Instant acquiredAt();

    /** The end of the lease as last confirmed, by the clock of the owner then; for people. */
    Instant expiresAt();

    /**
     * Completes, on the grid's callback executor, when this member finds that it is held no longer though it was not released: the lease ran out or somebody
     * broke the lock. Never completes after a release.
     */
    CompletionStage<Void> lost();

    /**
     * Gives it back; from this call on it is not renewed, whatever comes of the call. Without effect if repeated.
     *
     * @return whether it was held until now; false if it had been lost, or was released before
     * @throws GridException if the owner could not be told: it ends with its lease then
     */
    boolean release();

    /** As {@link #release} without waiting. */
    CompletionStage<Boolean> releaseAsync();

    /** As {@link #release}. */
    @Override
    default void close() {
        boolean unused = release();
    }
}
