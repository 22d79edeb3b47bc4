package io.peergrid.topic;

import io.peergrid.GridSubscription;
import io.peergrid.link.Interest;
import io.peergrid.listening.ListenerQueue;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Glob;
import io.peergrid.store.Key;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One subscription at this member. Thread-safe. */
final class Listener implements GridSubscription {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final long LOG_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);
    /** The heap that a short message takes, about. */
    private static final int OVERHEAD_BYTES = 64;

    final Interest interest;
    private final @Nullable Glob pattern;
    private final Target target;
    private final ListenerQueue<Message> queue;
    private final Topics topics;
    private final LongSupplier lost;
    private final long lostBefore;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicLong unreadable = new AtomicLong();
    private long nextLog;

    /** @param payload the message as the publisher encoded it */
    record Message(Key topic, ByteSlice payload) {}

    /** Decodes a message and hands it to the user's listener. */
    interface Target {
        /** What the user's listener throws, as it is. */
        void deliver(Object message, Key topic);

        /** @throws io.peergrid.GridException if the message does not read */
        Object decode(ByteSlice payload);
    }

    Listener(Interest interest, Target target, Topics topics, Executor callbacks, LongSupplier lost) {
        this.interest = interest;
        this.target = target;
        this.topics = topics;
        this.lost = lost;
        lostBefore = lost.getAsLong();
        pattern = interest.kind() == Interest.Kind.TOPIC_PATTERN
                ? Glob.of(interest.key().bytes())
                : null;
        queue = new ListenerQueue<>(
                callbacks,
                (message, dropped) -> deliver(message),
                message -> message.payload.length() + OVERHEAD_BYTES);
        nextLog = topics.nanoTime();
    }

    /** Whether it is a pattern's, and that matches. */
    boolean matches(Key topic) {
        return pattern != null && pattern.matches(topic.slice());
    }

    void offer(Message message) {
        queue.offer(message);
    }

    /** One at a time, on the callback executor. */
    private void deliver(Message message) {
        Object decoded;
        try {
            decoded = target.decode(message.payload);
        } catch (RuntimeException e) {
            unreadable.incrementAndGet();
            long now = topics.nanoTime();
            if (now - nextLog >= 0) {
                nextLog = now + LOG_EVERY_NANOS;
                LOG.warn(
                        "A message of the topic {} cannot be read; further ones are counted, not logged, for a minute",
                        message.topic,
                        e);
            }
            return;
        }
        try {
            target.deliver(decoded, message.topic);
        } catch (RuntimeException e) {
            LOG.warn("A listener of the topic {} failed; it stays subscribed", message.topic, e);
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            queue.close();
            topics.closed(this);
        }
    }

    /** The member is closed. */
    void stop() {
        closed.set(true);
        queue.close();
    }

    @Override
    public long dropped() {
        return queue.dropped();
    }

    @Override
    public long missed() {
        return lost.getAsLong() - lostBefore;
    }

    @Override
    public long unreadable() {
        return unreadable.get();
    }
}
