package io.peergrid.topic;

import io.peergrid.GridSubscription;
import io.peergrid.link.Interest;
import io.peergrid.link.Interests;
import io.peergrid.link.Links;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The topics of one member: its listeners, and what it publishes (docs/protocols/topics.md). Thread-safe. */
public final class Topics {
    /** A message with everything around it stays well below what a link takes. */
    public static final int MESSAGE_MAX_BYTES = 1 << 20;

    /** How long a publisher waits for a member that does not answer. */
    static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final int MESSAGE = 16;
    private static final int SHARDED_MESSAGE = 17;

    private final Links links;
    private final Interests interests;
    private final Clock clock;
    private final Executor callbacks;
    private final Listeners listeners = new Listeners();
    private final AtomicLong lost = new AtomicLong();
    /** Gives what this member publishes one order. */
    private final Object order = new Object();

    private final ArrayDeque<Publication> publications = new ArrayDeque<>();
    private final Relays relays;

    /** Which member orders a sharded topic. Any thread. */
    public interface Owners {
        /** The primary of a slot as this member knows it; null if there is none. */
        @Nullable
        MemberId owner(int slot);

        /** The slotTerm under which this member is the slot's primary, under a valid lease; -1 if it is not. */
        long termHere(int slot);
    }

    /** @param callbacks where listeners and completions run */
    public Topics(Links links, Interests interests, Owners owners, Clock clock, Executor callbacks) {
        this.links = links;
        this.interests = interests;
        this.clock = clock;
        this.callbacks = callbacks;
        relays = new Relays(links, owners, this::publishSharded, links.self(), clock, callbacks);
        links.handle(MESSAGE, this::came);
        links.handle(SHARDED_MESSAGE, this::shardedCame);
    }

    long nanoTime() {
        return clock.nanoTime();
    }

    Relays relays() {
        return relays;
    }

    /** A peer could not send this member so many messages. */
    public void missing(int messages) {
        lost.addAndGet(messages);
    }

    /** Fails as {@link Interests#add}; then there is no subscription. */
    CompletionStage<GridSubscription> subscribe(Interest interest, Listener.Target target, long deadline) {
        Listener listener = new Listener(interest, target, this, callbacks, lost::get);
        CompletionStage<Void> known = interests.add(interest, deadline);
        listeners.add(listener);
        return known.handle((nothing, failure) -> {
            if (failure != null) {
                listener.close();
                throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
            }
            return listener;
        });
    }

    /** How many members are interested in a topic, this one included. */
    int interested(Key topic, boolean sharded) {
        return (sharded ? interests.ofShardedTopic(topic) : interests.ofTopic(topic)).size();
    }

    void closed(Listener listener) {
        listeners.remove(listener);
        interests.remove(listener.interest);
    }

    /** @param whenDone gets how many members took it; on any thread */
    void publish(Key topic, byte[] payload, IntConsumer whenDone) {
        WireWriter out = new WireWriter(topic.length() + payload.length + 16).u8(MESSAGE);
        topic.writeBytesTo(out);
        byte[] item = out.bytes(payload).toBytes();
        Listener.Message message = new Listener.Message(topic, ByteSlice.of(payload));
        Map<MemberId, Long> interested;
        Publication publication;
        synchronized (order) {
            interested = interests.ofTopic(topic);
            boolean here = listeners.offer(message);
            publication = begin(interested, here, item, whenDone);
        }
        go(interested, publication);
    }

    /** As the owner of its slot; false if it is not that. */
    private boolean publishSharded(int slot, Key topic, ByteSlice payload, Owners owners, IntConsumer whenDone) {
        Listener.Message message = new Listener.Message(topic, payload);
        Map<MemberId, Long> interested;
        Publication publication;
        synchronized (order) {
            long slotTerm = owners.termHere(slot);
            if (slotTerm < 0) {
                return false;
            }
            WireWriter out = new WireWriter(topic.length() + payload.length() + 24).u8(SHARDED_MESSAGE);
            topic.writeBytesTo(out.varLong(slotTerm));
            payload.writeTo(out);
            interested = interests.ofShardedTopic(topic);
            boolean here = listeners.offerSharded(message, slotTerm);
            publication = begin(interested, here, out.toBytes(), whenDone);
        }
        go(interested, publication);
        return true;
    }

    /** Puts it on the links; nothing leaves before {@link #go}. */
    private Publication begin(Map<MemberId, Long> interested, boolean here, byte[] item, IntConsumer whenDone) {
        interested.remove(links.self());
        // One more, so that it is not done before all is said.
        Publication publication =
                new Publication(here ? 1 : 0, interested.size() + 1, clock.nanoTime() + PATIENCE_NANOS, whenDone);
        for (MemberId member : interested.keySet()) {
            links.addMessage(member, item, publication::settled);
        }
        return publication;
    }

    private void go(Map<MemberId, Long> interested, Publication publication) {
        interested.keySet().forEach(links::flush);
        publication.settled(false);
        if (!publication.finish(false)) {
            synchronized (publications) {
                publications.add(publication);
            }
        }
    }

    private void came(MemberId from, WireReader in, byte[] item) {
        Key topic = Key.readFrom(in, item, 0);
        ByteSlice payload = ByteSlice.readFrom(in, item);
        in.expectEnd();
        var unused = listeners.offer(new Listener.Message(topic, payload));
    }

    private void shardedCame(MemberId from, WireReader in, byte[] item) {
        long slotTerm = in.varLong();
        Key topic = Key.readFrom(in, item, 0);
        ByteSlice payload = ByteSlice.readFrom(in, item);
        in.expectEnd();
        var unused = listeners.offerSharded(new Listener.Message(topic, payload), slotTerm);
    }

    /** A configuration is installed. */
    public void installed() {
        relays.installed();
    }

    /** On the protocol thread, every few milliseconds. */
    public void poll(long now) {
        synchronized (publications) {
            publications.removeIf(publication -> publication.poll(now));
        }
        relays.poll(now);
    }

    /** This member has left. */
    public void close() {
        listeners.all().forEach(Listener::stop);
        relays.close();
    }
}
