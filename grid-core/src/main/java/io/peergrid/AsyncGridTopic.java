package io.peergrid;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** {@link GridTopic} without waiting. Stages complete on the grid's callback executor. Thread-safe. */
public interface AsyncGridTopic<M> {

    CompletionStage<Integer> publish(M message);

    CompletionStage<GridSubscription> subscribe(Consumer<? super M> listener);
}
