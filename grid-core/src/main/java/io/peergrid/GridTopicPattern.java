package io.peergrid;

import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/**
 * The topics whose names a pattern matches, as Redis's PSUBSCRIBE: {@code *}, {@code ?}, {@code [a-z]}, {@code [^a]}, {@code \x}. Those that there will be, too; not the sharded
 * ones. What {@link GridTopic} promises holds here. Who also listens to the topic itself gets its messages there as well. Thread-safe.
 *
 * @param <M> type of the messages
 */
public interface GridTopicPattern<M> {

    String pattern();

    /**
     * As {@link GridTopic#subscribe}.
     *
     * @param listener gets the topic's name and the message
     */
    GridSubscription subscribe(BiConsumer<? super String, ? super M> listener);

    /** As {@link #subscribe} without waiting. */
    CompletionStage<GridSubscription> subscribeAsync(BiConsumer<? super String, ? super M> listener);
}
