package io.peergrid.topic;

import io.peergrid.GridClosedException;
import io.peergrid.GridException;
import io.peergrid.GridUnavailableException;
import io.peergrid.OutcomeUnknownException;
import io.peergrid.link.Links;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings messages of sharded topics to the owners of their slots. Each is sent to one owner, and to another only if the first has said that it did nothing
 * with it: so it comes at most once. Thread-safe.
 */
final class Relays {
    /** Publishes of this member that wait for an owner. */
    static final int OPEN_MAX = 10_000;

    private static final int RELAY = 18;
    private static final int RELAY_DONE = 19;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Links links;
    private final Topics.Owners owners;
    private final Orderer orderer;
    private final MemberId self;
    private final Clock clock;
    private final Executor callbacks;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Relay> open = new ConcurrentHashMap<>();

    /** Publishes as the owner of a slot. */
    @FunctionalInterface
    interface Orderer {
        /** False if this member is not the owner; then nothing was done. */
        boolean publish(int slot, Key topic, ByteSlice payload, Topics.Owners owners, IntConsumer whenDone);
    }

    Relays(Links links, Topics.Owners owners, Orderer orderer, MemberId self, Clock clock, Executor callbacks) {
        this.links = links;
        this.owners = owners;
        this.orderer = orderer;
        this.self = self;
        this.clock = clock;
        this.callbacks = callbacks;
        links.handle(RELAY, this::asked);
        links.handle(RELAY_DONE, this::answered);
    }

    /** One publish. Guarded by itself. */
    private final class Relay {
        private final long number = numbers.incrementAndGet();
        private final int slot;
        private final Key topic;
        private final byte[] payload;
        private final long deadline;
        private final CompletableFuture<Integer> done = new CompletableFuture<>();
        private @Nullable MemberId asked;
        private long askAt;

        Relay(int slot, Key topic, byte[] payload, long deadline) {
            this.slot = slot;
            this.topic = topic;
            this.payload = payload;
            this.deadline = deadline;
            askAt = clock.nanoTime();
        }

        void ask() {
            MemberId owner = owners.owner(slot);
            synchronized (this) {
                if (asked != null || owner == null) {
                    askAt = clock.nanoTime() + PAUSE_NANOS;
                    return;
                }
                asked = owner;
            }
            if (!owner.equals(self)) {
                WireWriter out = new WireWriter(topic.length() + payload.length + 32).u8(RELAY);
                topic.writeBytesTo(out.varLong(number).varInt(slot));
                links.addMessage(owner, out.bytes(payload).toBytes(), arrived -> {
                    if (!arrived) {
                        lost(owner);
                    }
                });
                links.flush(owner);
            } else if (!orderer.publish(slot, topic, ByteSlice.of(payload), owners, this::done)) {
                notThere(owner);
            }
        }

        /** It may have been sent, so nobody knows. */
        private void lost(MemberId owner) {
            synchronized (this) {
                if (!owner.equals(asked)) {
                    return;
                }
            }
            fail(new OutcomeUnknownException(
                    "the owner of the topic's slot did not answer; it may have passed the message on or not"));
        }

        synchronized void notThere(MemberId owner) {
            if (owner.equals(asked)) {
                asked = null;
                askAt = clock.nanoTime() + PAUSE_NANOS;
            }
        }

        void done(int members) {
            if (open.remove(number) != null) {
                callbacks.execute(() -> done.complete(members));
            }
        }

        void fail(GridException why) {
            if (open.remove(number) != null) {
                callbacks.execute(() -> done.completeExceptionally(why));
            }
        }

        void poll(long now) {
            boolean late = now - deadline >= 0;
            boolean due;
            boolean sent;
            synchronized (this) {
                sent = asked != null;
                due = !sent && now - askAt >= 0;
            }
            if (late) {
                fail(
                        sent
                                ? new OutcomeUnknownException("the owner of the topic's slot did not answer in time")
                                : new GridUnavailableException(
                                        "nobody could order the topic's messages in time; nothing was published"));
            } else if (due) {
                ask();
            }
        }

        void installed() {
            MemberId owner;
            synchronized (this) {
                owner = asked;
            }
            if (owner == null) {
                ask();
            } else if (!owner.equals(self) && !links.peers().contains(owner)) {
                lost(owner);
            }
        }
    }

    /** @return how many members took it */
    CompletionStage<Integer> publish(int slot, Key topic, byte[] payload, long deadline) {
        if (open.size() >= OPEN_MAX) {
            throw new GridUnavailableException(
                    OPEN_MAX + " publishes to sharded topics wait for their owners; nothing was published");
        }
        Relay relay = new Relay(slot, topic, payload, deadline);
        open.put(relay.number, relay);
        relay.ask();
        return relay.done;
    }

    private void asked(MemberId from, WireReader in, byte[] item) {
        long number = in.varLong();
        int slot = in.varInt();
        Key topic = Key.readFrom(in, item, 0);
        ByteSlice payload = ByteSlice.readFrom(in, item);
        in.expectEnd();
        if (!orderer.publish(slot, topic, payload, owners, members -> answer(from, number, true, members))) {
            answer(from, number, false, 0);
        }
    }

    private void answer(MemberId to, long number, boolean published, int members) {
        byte[] item = new WireWriter(24)
                .u8(RELAY_DONE)
                .varLong(number)
                .bool(published)
                .varInt(members)
                .toBytes();
        links.addMessage(to, item, null);
        links.flush(to);
    }

    private void answered(MemberId from, WireReader in, byte[] item) {
        long number = in.varLong();
        boolean published = in.bool();
        int members = in.varInt();
        in.expectEnd();
        Relay relay = open.get(number);
        if (relay == null) {
            return;
        }
        if (published) {
            relay.done(members);
        } else {
            relay.notThere(from);
        }
    }

    void installed() {
        open.values().forEach(Relay::installed);
    }

    void poll(long now) {
        open.values().forEach(relay -> relay.poll(now));
    }

    void close() {
        List.copyOf(open.values())
                .forEach(relay -> relay.fail(
                        new GridClosedException("this member has left the grid; the message was perhaps published")));
    }
}
