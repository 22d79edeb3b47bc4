package io.peergrid;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import org.jspecify.annotations.Nullable;

/**
 * A lock for the whole grid, with a lease and a fencing token for each acquire. Read {@link GridHold} on what a holder must do with the token.
 *
 * <p>Two ways to use it. {@link #acquire} and {@link #tryAcquire} give a {@link GridHold}, which is a holder of its own: any thread may release it, and a second
 * acquire waits, also in the same thread. The methods of {@link Lock} make the calling thread of this member the holder: it may enter again, which asks nobody and keeps the
 * token, and has to unlock as often. All handles of one name of one member are the same lock.
 *
 * <p>It becomes free when it is released, when its lease runs out because its member renewed it no more, and when its holder's member leaves the grid,
 * dies or is cut off, as soon as the others have a configuration without it. Those who wait are served in the order of their waiting, as a rule; who does not wait may come
 * first.
 *
 * <p>Blocking methods end with the exceptions of this package if the owner cannot be asked within the deadline of a call. After {@link OutcomeUnknownException} the
 * lock is given back in the background, or ends with its lease. Handles are cheap, thread-safe and need no closing.
 */
public interface GridLock extends Lock {

    /** Locks have names of their own: a key of that name in the plain keyspace has nothing to do with them. */
    String name();

    /** The same with methods that return at once. */
    AsyncGridLock async();

    /**
     * The same whose calls take at most this long; waiting for the lock is no call.
     *
     * @param deadline above zero, at most an hour
     */
    GridLock withDeadline(Duration deadline);

    /**
     * The same with another lease, for what is acquired through it; 10 s if not given. The lease is renewed each third of it, so it says how long the lock
     * stays taken when its holder's member hangs but is not found dead.
     *
     * @param lease from 100 ms to a day
     */
    GridLock withLease(Duration lease);

    /** Waits until it is free, as long as it takes. */
    GridHold acquire() throws InterruptedException;

    /** Null if it is not free now. */
    @Nullable
    GridHold tryAcquire();

    /** Waits so long at most; null if it did not become free. */
    @Nullable
    GridHold tryAcquire(Duration within) throws InterruptedException;

    /**
     * Waits until it is free, as long as it takes. An interrupt does not end the waiting.
     *
     * @throws IllegalMonitorStateException if this thread is in it already but has lost it
     */
    @Override
    void lock();

    /** As {@link #lock}; an interrupt ends the waiting. */
    @Override
    void lockInterruptibly() throws InterruptedException;

    /** @throws IllegalMonitorStateException if this thread is in it already but has lost it */
    @Override
    boolean tryLock();

    /** @throws IllegalMonitorStateException if this thread is in it already but has lost it */
    @Override
    boolean tryLock(long within, TimeUnit unit) throws InterruptedException;

    /**
     * Leaves it once; the last time gives it back.
     *
     * @throws IllegalMonitorStateException if this thread is not in it; or, the last time, if it was lost before: somebody else may have had it since
     */
    @Override
    void unlock();

    /**
     * The fencing token of the calling thread.
     *
     * @throws IllegalMonitorStateException if it did not lock
     */
    long token();

    /** Whether the calling thread is in it and knows no reason to doubt that, see {@link GridHold#isHeld}. */
    boolean isHeldByCurrentThread();

    /** Whether anybody holds it, as its owner says. */
    boolean isLocked();

    /** Takes it from whoever holds it, who is told when it renews: an operator's way out. True if anybody held it. */
    boolean forceUnlock();

    /** @throws UnsupportedOperationException always: there are no conditions across members */
    @Override
    default Condition newCondition() {
        throw new UnsupportedOperationException("a grid's lock has no conditions; wait for a queue instead");
    }
}
