package io.peergrid.cache;

import io.peergrid.GridUnavailableException;
import io.peergrid.command.cache.ClaimEntry.Purpose;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One load that is under way at this member, for all who wait for it here. Thread-safe. */
final class Load<V> {
    private final Purpose purpose;
    private final long overdueAt;
    private final CompletableFuture<Outcome<V>> ended = new CompletableFuture<>();

    /** @param overdueAt by the member's monotonic clock: then its loader does not even hear of interrupts, and nobody waits for it any more */
    Load(Purpose purpose, long overdueAt) {
        this.purpose = purpose;
        this.overdueAt = overdueAt;
    }

    /** How a load ended. */
    sealed interface Outcome<V> {
        /**
         * @param value null if there is no row
         * @param stale whether its time is over, and loading failed
         * @param asOf when the request was sent whose answer made it so: it is good for whoever asked before that
         */
        record Value<V>(@Nullable V value, boolean stale, long asOf) implements Outcome<V> {}

        record Failure<V>(RuntimeException error) implements Outcome<V> {}

        /**
         * The value was loaded and is not kept, because the key has been changed or invalidated: it is good for whoever asked before that, so for the one who loaded, and nobody else.
         *
         * @param value null if there was no row
         */
        record Refused<V>(@Nullable V value) implements Outcome<V> {}
    }

    boolean isFor(Purpose wanted) {
        return wanted != Purpose.LOAD_AGAIN || purpose == wanted;
    }

    boolean isOverdue(long now) {
        return now - overdueAt > 0;
    }

    void end(Outcome<V> outcome) {
        ended.complete(outcome);
    }

    /** @throws GridUnavailableException if it did not end in time */
    Outcome<V> await(long nanos, Object key) {
        try {
            return ended.get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GridUnavailableException("this thread was interrupted while it waited for the value of " + key
                    + " to be loaded; loading goes on");
        } catch (TimeoutException e) {
            throw new GridUnavailableException("the value of " + key
                    + " was still being loaded at the deadline; loading goes on, a later call may find it");
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
