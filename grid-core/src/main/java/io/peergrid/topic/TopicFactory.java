package io.peergrid.topic;

import io.peergrid.GridTopic;
import io.peergrid.GridTopicPattern;
import io.peergrid.ValueTooLargeException;
import io.peergrid.codec.KeyCodec;
import io.peergrid.codec.ValueTypes;
import io.peergrid.command.KeyspaceLimits;
import io.peergrid.map.CallRunner;
import io.peergrid.map.SlotCalls;
import io.peergrid.store.Key;
import java.time.Duration;
import java.util.Objects;

/** Makes the handles of a member's topics. Thread-safe. */
public final class TopicFactory {
    private final Topics topics;
    private final KeyspaceLimits limits;
    private final ValueTypes types;
    private final CallRunner runner;

    /** @param deadline how long a call may take */
    public TopicFactory(Topics topics, SlotCalls calls, KeyspaceLimits limits, ValueTypes types, Duration deadline) {
        this.topics = topics;
        this.limits = limits;
        this.types = types;
        runner = new CallRunner(calls, deadline);
    }

    public <M> GridTopic<M> topic(String name, Class<M> type) {
        return topic(name, type, false);
    }

    public <M> GridTopic<M> sharded(String name, Class<M> type) {
        return topic(name, type, true);
    }

    private <M> GridTopic<M> topic(String name, Class<M> type, boolean sharded) {
        int maxBytes = Math.min(Topics.MESSAGE_MAX_BYTES, limits.maxValueBytes());
        return new DistributedTopic<>(name, key(name), sharded, types.codec(type), maxBytes, topics, runner);
    }

    public <M> GridTopicPattern<M> pattern(String pattern, Class<M> type) {
        return new DistributedTopicPattern<>(pattern, key(pattern), types.codec(type), topics, runner);
    }

    private Key key(String name) {
        byte[] bytes = KeyCodec.encodeAny(Objects.requireNonNull(name, "a name is never null"));
        if (bytes.length > limits.maxKeyBytes()) {
            throw new ValueTooLargeException(
                    "a name of " + bytes.length + " bytes; the bound is " + limits.maxKeyBytes() + " bytes");
        }
        return new Key(0, bytes);
    }
}
