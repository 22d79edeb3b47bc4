package io.peergrid;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * What a {@link GridCache} with write-behind has still to store, wherever it waits. All of it asks the members that lead the slots; none of it needs this member to have the cache's writer.
 * Thread-safe.
 *
 * @see WriteBehind
 */
public interface CacheBacklog<K, V> {

    /**
     * How much waits, and for how long. Looks through all slots: for people and alarms, not for each request.
     *
     * @throws GridUnavailableException if not all slots answered within the call deadline
     */
    BacklogFigures figures();

    /**
     * Changes that the store has refused too often, in no order.
     *
     * @param limit at most so many, at least 1
     * @throws GridUnavailableException if not all slots that were asked answered within the call deadline
     */
    List<ParkedWrite<K, V>> parked(int limit);

    /**
     * Tries all parked changes again, as if they had just been made. How many there were.
     *
     * @throws GridUnavailableException if not all slots could be reached; parked changes of the others are tried again
     */
    long retryParked();

    /**
     * Gives up the change of a key if it is parked, and forgets the cache's entry: the next read finds what the store has. Whether it was parked.
     */
    boolean dropParked(K key);

    /**
     * Waits until the store has what was changed before this call; changes do not wait for their delay meanwhile.
     *
     * @param within at most an hour
     * @return false if the time is over, or if all that is left is parked
     * @throws GridUnavailableException if not all slots could be asked
     */
    boolean awaitStored(Duration within);

    /** As {@link #awaitStored}, without a thread that waits. */
    CompletionStage<Boolean> awaitStoredAsync(Duration within);
}
