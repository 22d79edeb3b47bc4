package io.peergrid;

import java.util.function.Consumer;

/**
 * Publish and subscribe under a name, as Redis's PUBLISH and SUBSCRIBE; a sharded one as SPUBLISH and SSUBSCRIBE. Nothing is stored: who does not listen gets
 * nothing.
 *
 * <ul>
 *   <li><b>At most once.</b> No listener gets a message twice, whatever fails.
 *   <li><b>Order.</b> Each listener gets what one member publishes in the order in which it was published there. In a sharded topic all publishers' messages have
 *       one order, the same for every listener.
 *   <li><b>From when.</b> What is published anywhere after {@code subscribe} has returned is for the listener, but for a member that joins just then: it
 *       learns who listens a moment after it has joined.
 *   <li><b>What may be lost</b>: what a publisher's member had not sent when it died; what is beyond 4 MiB for a member that stands still or is cut off
 *       ({@link GridSubscription#missed}); the oldest messages if more than 1,024 or 16 MiB wait for a slow listener ({@link GridSubscription#dropped}).
 * </ul>
 *
 * <p>A split of the network does not stop publishing: it reaches the members that can be reached. Only a sharded topic needs a majority. No part of
 * transactions and pipelines: publishing cannot be undone. Thread-safe.
 *
 * @param <M> type of the messages
 */
public interface GridTopic<M> {

    String name();

    /**
     * Publishes a message and waits until the members with a listener for it have taken it, each of them at most 500 ms: one that stands still gets it later, or
     * not at all. Does not wait for listeners.
     *
     * @return how many members with a listener have taken it for sure, this one included
     * @throws ValueTooLargeException if it takes more than 1 MiB
     * @throws GridUnavailableException for a sharded topic, if the owner of its slot could not be reached; nothing happened
     * @throws OutcomeUnknownException for a sharded topic, if the owner did not answer; it is not sent again
     */
    int publish(M message);

    /**
     * Calls the listener with each message from now on, one at a time, on the grid's callback executor. What it throws is logged and ends nothing. Returns when all
     * members know of it.
     *
     * @throws GridUnavailableException if they did not within the deadline of a call; then there is no subscription
     */
    GridSubscription subscribe(Consumer<? super M> listener);

    /** How many members have a listener that would get a message now, this one included, as far as this member knows. Asks nobody. As Redis's PUBSUB NUMSUB. */
    int listeningMembers();

    AsyncGridTopic<M> async();
}
