package io.peergrid;

import java.util.List;
import java.util.function.Consumer;

/** The stream of {@link GridEvent}s of one member. Thread-safe. */
public interface GridEvents {

    /**
     * Calls the listener with each event from now on, in order, one at a time, on the grid's callback executor. At most
     * 1,024 events wait for a slow listener; beyond that the oldest are dropped and counted. What a listener throws is
     * logged and does not end the subscription.
     */
    Subscription subscribe(Consumer<? super GridEvent> listener);

    /** The newest events, oldest first, at most 256. */
    List<GridEvent> recent();

    /** Ends a subscription when closed. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();

        /** How many events this listener missed because it was too slow. */
        long dropped();
    }
}
