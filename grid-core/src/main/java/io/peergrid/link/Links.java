package io.peergrid.link;

import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.ports.Transport.Lane;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * This member's links with all others, in both directions. Sending never waits: what does not fit is dropped, and the peer told of the gap. Thread-safe; no
 * lock is held while a frame is sent.
 */
public final class Links {
    /** First byte of the item that says that something is missing. */
    static final int GAP = 1;

    private static final int ITEM_KINDS = 64;

    private final Transport transport;
    private final Clock clock;
    private final AtomicLong sessions = new AtomicLong();
    private final Map<MemberId, Peer> peers = new ConcurrentHashMap<>();
    private final Handler[] handlers = new Handler[ITEM_KINDS];
    private volatile Gaps gaps = (from, messages, events) -> {};
    private volatile Greeter greeter = peer -> {};

    /** Takes items of a kind. Under the lock of what comes from that peer, so in order; quick, never blocks. */
    @FunctionalInterface
    public interface Handler {
        /**
         * @param in behind the kind; reads {@code item}
         * @throws WireFormatException if it cannot be read
         */
        void take(MemberId from, WireReader in, byte[] item);
    }

    /** Learns that a peer could not tell everything. As {@link Handler}. */
    @FunctionalInterface
    public interface Gaps {
        void missing(MemberId from, int messages, int events);
    }

    /** Says what comes first on a link, with {@link #greet}. Any thread, no lock held. */
    @FunctionalInterface
    interface Greeter {
        void greet(MemberId peer);
    }

    public Links(Transport transport, Clock clock) {
        this.transport = transport;
        this.clock = clock;
    }

    /** Before the first frame comes. */
    public void handle(int kind, Handler handler) {
        handlers[kind] = handler;
    }

    /** Before the first frame comes. */
    public void onGaps(Gaps told) {
        gaps = told;
    }

    void onGreeting(Greeter told) {
        greeter = told;
    }

    public MemberId self() {
        return transport.self();
    }

    /** The members that this one has links with. */
    public Set<MemberId> peers() {
        return Set.copyOf(peers.keySet());
    }

    boolean has(MemberId peer) {
        return peers.containsKey(peer);
    }

    /** A configuration is installed: links with members that do not take part any more end. On the protocol thread. */
    void installed(Set<MemberId> takePart) {
        for (MemberId member : takePart) {
            if (!member.equals(transport.self())) {
                peers.computeIfAbsent(member, id -> new Peer(id, sessions::incrementAndGet));
            }
        }
        dropPeers(member -> !takePart.contains(member));
    }

    /** The peer may have forgotten this member: begins the link anew. */
    void restart(MemberId to) {
        Peer peer = peers.get(to);
        if (peer != null) {
            settle(peer.restart(clock.nanoTime()), false);
        }
    }

    /** Ends all links. */
    public void close() {
        dropPeers(member -> true);
    }

    private void dropPeers(Predicate<MemberId> gone) {
        for (Map.Entry<MemberId, Peer> entry : new HashMap<>(peers).entrySet()) {
            if (gone.test(entry.getKey())) {
                peers.remove(entry.getKey());
                settle(entry.getValue().end(), false);
            }
        }
    }

    /**
     * Puts a message of a topic on the link; {@link #flush} has to follow.
     *
     * @param settled what became of it: told once, on any thread
     */
    public void addMessage(MemberId to, byte[] item, LinkItem.@Nullable Settled settled) {
        add(to, new LinkItem(LinkItem.Kind.MESSAGE, item, settled));
    }

    /** Puts something that happened to entries on the link; {@link #flush} has to follow. */
    public void addEvent(MemberId to, byte[] item) {
        add(to, new LinkItem(LinkItem.Kind.EVENT, item, null, clock.nanoTime()));
    }

    void addStanding(MemberId to, byte[] item, LinkItem.@Nullable Settled settled) {
        add(to, new LinkItem(LinkItem.Kind.STANDING, item, settled));
    }

    /** Puts it on the link if the peer was greeted: otherwise the greeting says it. */
    void addIfGreeted(MemberId to, byte[] item) {
        Peer peer = peers.get(to);
        if (peer != null) {
            peer.addIfGreeted(new LinkItem(LinkItem.Kind.STANDING, item, null), clock.nanoTime());
        }
    }

    void greet(MemberId to, List<byte[]> greeting) {
        Peer peer = peers.get(to);
        if (peer != null) {
            peer.greet(greeting.stream()
                    .map(item -> new LinkItem(LinkItem.Kind.STANDING, item, null))
                    .toList());
        }
    }

    private void add(MemberId to, LinkItem item) {
        Peer peer = peers.get(to);
        if (peer == null) {
            settle(List.of(item), false);
        } else {
            settle(peer.add(item, clock.nanoTime()), false);
        }
    }

    /** Sends what may be sent now. */
    public void flush(MemberId to) {
        Peer peer = peers.get(to);
        if (peer != null) {
            flush(peer);
        }
    }

    private void flush(Peer peer) {
        if (peer.beginSending()) {
            LinkFrame frame = peer.next(clock.nanoTime());
            while (frame != null) {
                transport.send(peer.id, Lane.DATA, frame.toBytes());
                frame = peer.next(clock.nanoTime());
            }
        }
    }

    /** On the protocol thread, every few milliseconds. */
    public void poll(long now) {
        for (Peer peer : peers.values()) {
            if (peer.isDue(now)) {
                flush(peer);
            }
        }
    }

    /** @throws WireFormatException if the frame is none of links, or something in it cannot be read */
    public void received(MemberId from, byte[] bytes) {
        LinkFrame frame = LinkFrame.read(bytes);
        Peer peer = peers.get(from);
        if (peer == null) {
            return;
        }
        if (frame instanceof LinkFrame.Ack ack) {
            acknowledged(peer, ack);
            return;
        }
        Reading reading = new Reading(from);
        LinkFrame.Ack answer = peer.take(frame, reading);
        if (answer != null) {
            transport.send(from, Lane.DATA, answer.toBytes());
        }
        if (reading.failure != null) {
            throw reading.failure;
        }
    }

    private void acknowledged(Peer peer, LinkFrame.Ack ack) {
        long now = clock.nanoTime();
        settle(peer.acknowledged(ack, now), true);
        settle(peer.unknown(ack, now), false);
        if (peer.isToGreet()) {
            greeter.greet(peer.id);
        }
        flush(peer);
    }

    private static void settle(List<LinkItem> items, boolean arrived) {
        for (LinkItem item : items) {
            LinkItem.Settled settled = item.settled();
            if (settled != null) {
                settled.settled(arrived);
            }
        }
    }

    static byte[] gap(int messages, int events) {
        return new WireWriter(11).u8(GAP).varInt(messages).varInt(events).toBytes();
    }

    /** Reads the items of one frame; what cannot be read keeps none of the others back. */
    private final class Reading implements Consumer<byte[]> {
        private final MemberId from;
        private @Nullable WireFormatException failure;

        Reading(MemberId from) {
            this.from = from;
        }

        @Override
        public void accept(byte[] item) {
            try {
                read(item);
            } catch (WireFormatException e) {
                failure = e;
            }
        }

        private void read(byte[] item) {
            WireReader in = new WireReader(item);
            int kind = in.u8();
            if (kind == GAP) {
                gaps.missing(from, in.varInt(), in.varInt());
                return;
            }
            Handler handler = kind < ITEM_KINDS ? handlers[kind] : null;
            if (handler == null) {
                throw new WireFormatException("no item of a link is of the kind " + kind);
            }
            handler.take(from, in, item);
        }
    }
}
