package io.peergrid.topic;

import io.peergrid.GridSubscription;
import io.peergrid.GridTopicPattern;
import io.peergrid.codec.ValueCodec;
import io.peergrid.link.Interest;
import io.peergrid.map.CallRunner;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;

/** A pattern of topics as its users see it. Thread-safe. */
final class DistributedTopicPattern<M> implements GridTopicPattern<M> {
    private final String pattern;
    private final Key key;
    private final ValueCodec<M> codec;
    private final Topics topics;
    private final CallRunner runner;

    DistributedTopicPattern(String pattern, Key key, ValueCodec<M> codec, Topics topics, CallRunner runner) {
        this.pattern = pattern;
        this.key = key;
        this.codec = codec;
        this.topics = topics;
        this.runner = runner;
    }

    @Override
    public String pattern() {
        return pattern;
    }

    @Override
    public GridSubscription subscribe(BiConsumer<? super String, ? super M> listener) {
        return runner.await(any -> add(listener));
    }

    @Override
    public CompletionStage<GridSubscription> subscribeAsync(BiConsumer<? super String, ? super M> listener) {
        return DistributedTopic.failing(() -> add(listener));
    }

    private CompletionStage<GridSubscription> add(BiConsumer<? super String, ? super M> listener) {
        runner.calls().checkOpen();
        Objects.requireNonNull(listener, "a listener");
        Interest interest = new Interest(Interest.Kind.TOPIC_PATTERN, key);
        return topics.subscribe(interest, new ToConsumer<>(codec, listener), runner.deadline());
    }

    private record ToConsumer<M>(ValueCodec<M> codec, BiConsumer<? super String, ? super M> listener)
            implements Listener.Target {
        @Override
        public Object decode(ByteSlice payload) {
            return codec.decode(payload);
        }

        @Override
        @SuppressWarnings("unchecked")
        public void deliver(Object message, Key topic) {
            listener.accept(new String(topic.bytes(), StandardCharsets.UTF_8), (M) message);
        }
    }
}
