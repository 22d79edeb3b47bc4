package io.peergrid.topic;

import io.peergrid.AsyncGridTopic;
import io.peergrid.GridException;
import io.peergrid.GridSubscription;
import io.peergrid.GridTopic;
import io.peergrid.ValueTooLargeException;
import io.peergrid.codec.ValueCodec;
import io.peergrid.link.Interest;
import io.peergrid.map.CallRunner;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A topic as its users see it. Thread-safe. */
final class DistributedTopic<M> implements GridTopic<M> {
    private final String name;
    private final Key key;
    private final boolean sharded;
    private final ValueCodec<M> codec;
    private final int maxBytes;
    private final Topics topics;
    private final CallRunner runner;

    DistributedTopic(
            String name,
            Key key,
            boolean sharded,
            ValueCodec<M> codec,
            int maxBytes,
            Topics topics,
            CallRunner runner) {
        this.name = name;
        this.key = key;
        this.sharded = sharded;
        this.codec = codec;
        this.maxBytes = maxBytes;
        this.topics = topics;
        this.runner = runner;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int publish(M message) {
        return runner.await(any -> begin(message));
    }

    @Override
    public GridSubscription subscribe(Consumer<? super M> listener) {
        return runner.await(any -> add(listener));
    }

    @Override
    public int listeningMembers() {
        return topics.interested(key, sharded);
    }

    @Override
    public AsyncGridTopic<M> async() {
        return new AsyncGridTopic<>() {
            @Override
            public CompletionStage<Integer> publish(M message) {
                return failing(() -> begin(message));
            }

            @Override
            public CompletionStage<GridSubscription> subscribe(Consumer<? super M> listener) {
                return failing(() -> add(listener));
            }
        };
    }

    /** What a member refuses at once is an error of the stage. */
    static <T> CompletionStage<T> failing(Supplier<CompletionStage<T>> call) {
        try {
            return call.get();
        } catch (GridException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Integer> begin(M message) {
        runner.calls().checkOpen();
        byte[] payload = codec.encode(Objects.requireNonNull(message, "a message is never null"));
        if (payload.length > maxBytes) {
            throw new ValueTooLargeException(
                    "a message of " + payload.length + " bytes; the bound is " + maxBytes + " bytes");
        }
        if (sharded) {
            int slot = key.slot(runner.calls().slots());
            return topics.relays().publish(slot, key, payload, runner.deadline());
        }
        CompletableFuture<Integer> done = new CompletableFuture<>();
        topics.publish(key, payload, members -> runner.calls().callbacks().execute(() -> done.complete(members)));
        return done;
    }

    private CompletionStage<GridSubscription> add(Consumer<? super M> listener) {
        runner.calls().checkOpen();
        Objects.requireNonNull(listener, "a listener");
        Interest.Kind kind = sharded ? Interest.Kind.SHARDED_TOPIC : Interest.Kind.TOPIC;
        return topics.subscribe(new Interest(kind, key), new ToConsumer<>(codec, listener), runner.deadline());
    }

    private record ToConsumer<M>(ValueCodec<M> codec, Consumer<? super M> listener) implements Listener.Target {
        @Override
        public Object decode(ByteSlice payload) {
            return codec.decode(payload);
        }

        @Override
        @SuppressWarnings("unchecked")
        public void deliver(Object message, Key topic) {
            listener.accept((M) message);
        }
    }
}
