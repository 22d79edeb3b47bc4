package io.peergrid;

import java.time.Duration;
import java.util.Objects;

/**
 * How a cache brings changes to its store after the calls have returned. Immutable.
 *
 * <p>What is still to be stored is kept with the slot, on as many copies as the entry: no change is lost with a member. It reaches the store at least
 * once; of several changes of a key the newest alone may. Each key has one write under way at a time. A store should keep the version with the row, also of a deleted one, and refuse
 * lower ones: that is what holds when a member that was cut off wakes up in the middle of a batch.
 *
 * @param delay how old a change gets before it is stored, so that later ones of the same key replace it; 0 to an hour
 * @param batch how many changes {@link CacheWriter#writeAll} gets at most, 1 to 10,000
 * @param firstRetry how long to wait after the first failure; twice as long after each that follows
 * @param longestRetry at most so long
 * @param attempts after the store has refused it so often a change is parked: kept, shown by {@link GridCache#backlog}, and stored when somebody asks for it or the key changes again; 1 to
 *     1,000. That the store cannot be reached does not count, see {@code docs/protocols/write-behind.md}
 * @param timeout of one call of the writer
 */
public record WriteBehind(
        Duration delay, int batch, Duration firstRetry, Duration longestRetry, int attempts, Duration timeout) {
    private static final int BATCH_MAX = 10_000;
    private static final int ATTEMPTS_MAX = 1_000;
    private static final Duration LONGEST = Duration.ofHours(1);

    /** @throws GridConfigException if a number makes no sense */
    public WriteBehind {
        require(!Objects.requireNonNull(delay, "delay").isNegative() && delay.compareTo(LONGEST) <= 0, "delay", delay);
        require(batch >= 1 && batch <= BATCH_MAX, "batch", batch);
        requireTime(firstRetry, "firstRetry");
        requireTime(longestRetry, "longestRetry");
        require(firstRetry.compareTo(longestRetry) <= 0, "firstRetry", firstRetry);
        require(attempts >= 1 && attempts <= ATTEMPTS_MAX, "attempts", attempts);
        requireTime(timeout, "timeout");
    }

    /** A second's delay, batches of 500, retries after 100 ms to 10 s, parked after 10 attempts, 30 s for a call of the writer. */
    public static WriteBehind defaults() {
        return new WriteBehind(
                Duration.ofSeconds(1), 500, Duration.ofMillis(100), Duration.ofSeconds(10), 10, Duration.ofSeconds(30));
    }

    public WriteBehind delay(Duration delay) {
        return new WriteBehind(delay, batch, firstRetry, longestRetry, attempts, timeout);
    }

    public WriteBehind batch(int batch) {
        return new WriteBehind(delay, batch, firstRetry, longestRetry, attempts, timeout);
    }

    public WriteBehind retries(Duration first, Duration longest, int attempts) {
        return new WriteBehind(delay, batch, first, longest, attempts, timeout);
    }

    public WriteBehind timeout(Duration timeout) {
        return new WriteBehind(delay, batch, firstRetry, longestRetry, attempts, timeout);
    }

    private static void requireTime(Duration duration, String what) {
        require(duration.toMillis() >= 1 && duration.compareTo(LONGEST) <= 0, what, duration);
    }

    private static void require(boolean holds, String what, Object value) {
        if (!holds) {
            throw new GridConfigException("write-behind: " + what + " cannot be " + value);
        }
    }
}
