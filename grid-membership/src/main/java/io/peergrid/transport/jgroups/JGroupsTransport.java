package io.peergrid.transport.jgroups;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.Event;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.UpHandler;
import org.jgroups.View;
import org.jgroups.stack.IpAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@link Transport} over JGroups. An address of JGroups is an incarnation of a member, so a frame reaches the life it
 * was sent to or nobody. The view of JGroups serves as the set of reachable members and nothing else.
 *
 * <p>Data frames are handled by the thread that read them, control frames by a thread of a pool. No send waits for a
 * peer: see {@link Outbox}. Frames for one peer beyond a bound are dropped and counted.
 */
public final class JGroupsTransport implements Transport {
    /** The longest frame, and all that may wait for one peer: a value of 16 MiB in its envelope, and as much again. */
    public static final int FRAME_MAX_BYTES = 32 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(JGroupsTransport.class);
    private static final long CHECK_MILLIS = 1_000;
    private static final long WRITER_IDLE_SECONDS = 10;

    private final JGroupsSettings settings;
    private final MemberId self;
    private final RateLimitedLog warnings = new RateLimitedLog(LOG);
    private final Map<MemberId, Peer> peers = new ConcurrentHashMap<>();
    private final Map<MemberId, Sender> senders = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor writers;
    private final ScheduledThreadPoolExecutor checks;

    private final AtomicLong sessions = new AtomicLong();
    private final LongAdder sent = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder unreachable = new LongAdder();
    private final LongAdder overflowed = new LongAdder();
    private final LongAdder malformed = new LongAdder();

    private final Object viewLock = new Object();
    private @Nullable View pendingView;

    private volatile @Nullable Listener listener;
    private volatile @Nullable JChannel channel;
    /** The channel's, unless it is of the user's own stack. */
    private volatile @Nullable MemberTcp tcp;

    private volatile @Nullable LocalFounding founding;
    private volatile @Nullable Connector connector;
    private volatile boolean closed;

    /** @param self becomes the address of this member */
    public JGroupsTransport(JGroupsSettings settings, MemberId self) {
        this.settings = settings;
        this.self = self;
        // At most one task for each outbox runs at a time, so peers bound the threads.
        writers = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                WRITER_IDLE_SECONDS,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                DaemonThreads.named("peergrid-writer"),
                new ThreadPoolExecutor.DiscardPolicy());
        checks = new ScheduledThreadPoolExecutor(1, DaemonThreads.named("peergrid-transport"));
        checks.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public MemberId self() {
        return self;
    }

    /**
     * Connects to the members that can be found, or starts alone. Takes as long as that: milliseconds to a few seconds.
     *
     * @throws TransportStartException if the member cannot listen, its settings do not work, or all it found refused it
     */
    @Override
    public void start(Listener newListener) {
        synchronized (viewLock) {
            if (listener != null || closed) {
                throw new IllegalStateException("a transport starts once");
            }
            listener = newListener;
        }
        Connector first = new Connector(settings, self, warnings);
        connector = first;
        try {
            JChannel created = first.connect(new FromJGroups(), this::connectionClosed);
            founding = first.founding();
            connected(created);
        } catch (TransportStartException e) {
            close();
            throw e;
        }
    }

    @Override
    public void send(MemberId to, Lane lane, byte[] frame) {
        Peer peer = peers.get(to);
        if (peer != null) {
            if (peer.send(lane, frame)) {
                sent.increment();
            } else {
                overflowed.increment();
                warnings.warn("overflow", "Dropped a frame for {}: too much waits for it", to.brief());
            }
        } else if (to.equals(self) && !closed) {
            sent.increment();
            writers.execute(() -> deliver(self, lane, frame));
        } else {
            unreachable.increment();
        }
    }

    @Override
    public Set<MemberId> reachable() {
        return new HashSet<>(peers.keySet());
    }

    @Override
    public void close() {
        synchronized (viewLock) {
            if (closed) {
                return;
            }
            closed = true;
        }
        peers.values().forEach(Peer::close);
        peers.clear();
        checks.shutdown();
        JChannel open = channel;
        if (open != null) {
            open.close();
        }
        writers.shutdown();
    }

    /**
     * Whether this member may found the cluster if nobody lets it into one. Where the processes of one machine find each
     * other, one of them gets this right; it can be asked for again, as the one that had it may have died. Otherwise
     * always true: there the members decide by themselves. May read files; not for the protocol thread.
     */
    public boolean claimFounding() {
        LocalFounding local = founding;
        if (local == null) {
            return !(settings.discovery() instanceof MemberDiscovery.LocalLoopback);
        }
        try {
            return local.claim();
        } catch (IOException e) {
            warnings.warn("founding", "Cannot tell whether another member founds the cluster: {}", e.getMessage());
            return false;
        }
    }

    /** Says that this member is part of a cluster, so that no other one is founded while it lives. May write a file. */
    public void settled() {
        LocalFounding local = founding;
        if (local != null) {
            try {
                local.settled();
            } catch (IOException e) {
                warnings.warn("founding", "Cannot tell other members of this one: {}", e.getMessage());
            }
        }
    }

    /** Why the last member that was called did not take this one, or null; for people. */
    public @Nullable String refusal() {
        Connector used = connector;
        return used == null ? null : used.refusal();
    }

    /** Where this member listens; null before the start. */
    public @Nullable InetSocketAddress address() {
        JChannel open = channel;
        if (open == null) {
            return null;
        }
        Object address = open.down(new Event(Event.GET_PHYSICAL_ADDRESS, Addresses.address(self)));
        return address instanceof IpAddress ip ? new InetSocketAddress(ip.getIpAddress(), ip.getPort()) : null;
    }

    public TransportCounters counters() {
        return new TransportCounters(sent.sum(), received.sum(), unreachable.sum(), overflowed.sum(), malformed.sum());
    }

    private void connected(JChannel created) {
        synchronized (viewLock) {
            if (!closed) {
                tcp = created.getProtocolStack().getTransport() instanceof MemberTcp ours ? ours : null;
                channel = created;
                var unused =
                        checks.scheduleWithFixedDelay(this::check, CHECK_MILLIS, CHECK_MILLIS, TimeUnit.MILLISECONDS);
                if (pendingView != null) {
                    install(pendingView);
                }
                return;
            }
        }
        created.close();
    }

    private void check() {
        peers.values().forEach(Peer::check);
    }

    private void connectionClosed(Address address) {
        MemberId member = Addresses.member(address);
        if (peers.containsKey(member)) {
            notify(to -> to.disappeared(member));
        }
    }

    /** Called with the view lock held. */
    private void install(View view) {
        Set<MemberId> members = new HashSet<>();
        for (Address address : view.getMembersRaw()) {
            members.add(Addresses.member(address));
        }
        members.remove(self);
        senders.keySet().retainAll(members);
        for (MemberId member : reachable()) {
            if (!members.contains(member)) {
                Peer gone = peers.remove(member);
                if (gone != null) {
                    gone.close();
                }
                notify(to -> to.disappeared(member));
            }
        }
        for (MemberId member : members) {
            if (!closed && !peers.containsKey(member)) {
                peers.put(member, peer(member));
                notify(to -> to.appeared(member));
            }
        }
    }

    private Peer peer(MemberId member) {
        Address address = Addresses.address(member);
        return new Peer(
                sessions.incrementAndGet(),
                new Connection(address, false),
                new Connection(address, true),
                writers,
                FRAME_MAX_BYTES);
    }

    private final class Connection implements Outbox.Wire {
        private final Address peer;
        private final boolean urgent;

        Connection(Address peer, boolean urgent) {
            this.peer = peer;
            this.urgent = urgent;
        }

        @Override
        public void send(byte[] bytes) {
            Message message = new BytesMessage(peer, bytes);
            transmit(urgent ? message.setFlag(Message.Flag.OOB) : message);
        }

        /** A stack of the user's own does not tell; there a writer thread sends, always. */
        @Override
        public boolean isConnected() {
            MemberTcp connections = tcp;
            return connections != null && connections.isConnectedTo(peer);
        }
    }

    private void transmit(Message message) {
        JChannel open = channel;
        if (open == null || closed) {
            return;
        }
        try {
            open.send(message);
        } catch (Exception e) {
            LOG.debug("Dropped a message for {}", message.getDest(), e);
        }
    }

    private void receive(Message message) {
        if (closed) {
            return;
        }
        MemberId from = Addresses.member(message.getSrc());
        try {
            WireReader reader = new WireReader(message.getArray(), message.getOffset(), message.getLength());
            MessageKind kind = MessageKind.of(reader.u8());
            if (kind == MessageKind.ORDERED || kind == MessageKind.URGENT) {
                Sender sender = senders.computeIfAbsent(from, key -> new Sender(FRAME_MAX_BYTES));
                Cork.during(() -> sender.take(
                        kind,
                        reader,
                        (lane, frame) -> deliver(from, lane, frame),
                        (answer, session, upTo) -> answer(message.getSrc(), answer, session, upTo)));
            } else {
                Peer peer = peers.get(from);
                if (peer != null) {
                    peer.taken(kind, reader.fixed64(), reader.fixed64());
                }
            }
        } catch (WireFormatException e) {
            malformed.increment();
            warnings.warn("malformed " + from, "Dropped a malformed message of {}: {}", from.brief(), e.getMessage());
        }
    }

    private void answer(Address to, MessageKind kind, long session, long upTo) {
        byte[] message = new WireWriter(24)
                .u8(kind.code())
                .fixed64(session)
                .fixed64(upTo)
                .toBytes();
        transmit(new BytesMessage(to, message).setFlag(Message.Flag.OOB));
    }

    private void deliver(MemberId from, Lane lane, byte[] frame) {
        received.increment();
        notify(to -> to.received(from, lane, frame));
    }

    /** A listener that throws against its contract must not end a thread of JGroups, nor cost the frames behind. */
    private void notify(Consumer<Listener> what) {
        Listener to = listener;
        if (to == null || closed) {
            return;
        }
        try {
            what.accept(to);
        } catch (Throwable e) {
            LOG.error("The listener of the transport failed", e);
        }
    }

    private final class FromJGroups implements UpHandler {
        @Override
        public UpHandler setLocalAddress(Address address) {
            return this;
        }

        @Override
        public @Nullable Object up(Event event) {
            if (event.getType() == Event.VIEW_CHANGE) {
                View view = event.getArg();
                synchronized (viewLock) {
                    pendingView = view;
                    // Before connect() has returned a send would be refused.
                    if (channel != null) {
                        install(view);
                    }
                }
            }
            return null;
        }

        @Override
        public @Nullable Object up(Message message) {
            receive(message);
            return null;
        }
    }
}
