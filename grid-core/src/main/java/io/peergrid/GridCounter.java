package io.peergrid;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * A 64-bit number under a key. A call that is repeated after a failover counts once.
 *
 * Text that is a number counts, too; anything else is refused with {@link WrongTypeException}.
 */
public interface GridCounter extends GridStructure {

    /** The same with methods that return at once. */
    @Override
    AsyncGridCounter async();

    /**
     * The same whose calls take at most this long.
     *
     * @param deadline above zero, at most an hour
     */
    GridCounter withDeadline(Duration deadline);

    /** The number; 0 if the key is absent. */
    long get();

    /** Sets the number; it never expires afterwards. */
    void set(long value);

    /** Sets the number and returns the one before; it never expires afterwards. */
    long getAndSet(long value);

    /** Adds 1 and returns the sum; the time to live stays. */
    long incrementAndGet();

    /** Takes 1 off and returns the result; the time to live stays. */
    long decrementAndGet();

    /** Adds and returns the sum; the time to live stays. {@link ArithmeticException} if it leaves the 64-bit range. */
    long addAndGet(long delta);

    /** Adds a number with a fraction as Redis does, in 80-bit arithmetic, and returns the sum. {@link #get} refuses a sum with a fraction. */
    BigDecimal addAndGet(BigDecimal delta);

    /** Adds 1 and returns the sum; the first call of a window sets the time to live: a rate limit with a fixed window, in one step. */
    long incrementAndExpire(Duration window);
}
