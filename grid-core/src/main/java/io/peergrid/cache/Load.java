package io.peergrid.cache;

import io.peergrid.GridUnavailableException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One load that is under way at this member, for all who wait for it here. Thread-safe. */
final class Load<V> {
    private final CompletableFuture<Outcome<V>> ended = new CompletableFuture<>();

    /** How a load ended. */
    sealed interface Outcome<V> {
        /**
         * @param value null if there is no row
         * @param stale whether its time is over, and loading failed
         */
        record Value<V>(@Nullable V value, boolean stale) implements Outcome<V> {}

        record Failure<V>(RuntimeException error) implements Outcome<V> {}

        /**
         * The value was loaded and is not kept, because the key has been changed or invalidated: it is good for whoever asked before that, so for the one who loaded, and nobody else.
         *
         * @param value null if there was no row
         */
        record Refused<V>(@Nullable V value) implements Outcome<V> {}
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
