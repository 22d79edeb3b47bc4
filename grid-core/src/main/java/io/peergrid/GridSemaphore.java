package io.peergrid;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * So many permits for the whole grid, each acquire with a lease and a fencing token as of a {@link GridLock}; read {@link GridHold} on what a holder must do with it. All
 * who use a semaphore should say the same number of permits: each acquire is judged by the number that it brings, and that number is stored nowhere else.
 *
 * <p>Permits come back when their hold is released, when its lease runs out and when its holder's member leaves, as for a lock. At most 1,024 holds at a time. Who asks
 * for several permits gets all or none, and may be passed by those that ask for fewer. Handles are cheap, thread-safe and need no closing.
 */
public interface GridSemaphore {

    /** Semaphores have names of their own. */
    String name();

    /** Of them all, taken or not. */
    int permits();

    /** The same with methods that return at once. */
    AsyncGridSemaphore async();

    /**
     * The same whose calls take at most this long; waiting for permits is no call.
     *
     * @param deadline above zero, at most an hour
     */
    GridSemaphore withDeadline(Duration deadline);

    /** As {@link GridLock#withLease}. */
    GridSemaphore withLease(Duration lease);

    /** Waits for one permit, as long as it takes. */
    GridHold acquire() throws InterruptedException;

    /**
     * Waits for so many permits, as long as it takes.
     *
     * @throws IllegalArgumentException if there are not so many
     */
    GridHold acquire(int number) throws InterruptedException;

    /** Null if there is no permit now. */
    @Nullable
    GridHold tryAcquire();

    /** Null if there are not as many permits now. */
    @Nullable
    GridHold tryAcquire(int number);

    /** Waits so long at most; null if there were not as many permits. */
    @Nullable
    GridHold tryAcquire(int number, Duration within) throws InterruptedException;

    /** How many permits nobody has now, as the owner says. */
    int available();

    /** Takes all permits from whoever holds them, as {@link GridLock#forceUnlock}. How many holds there were. */
    int forceRelease();
}
