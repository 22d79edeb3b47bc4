package io.peergrid.transport.jgroups;

import io.peergrid.ports.MemberId;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jgroups.Address;
import org.jgroups.JChannel;
import org.jgroups.protocols.Discovery;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MPING;
import org.jgroups.protocols.ReliableMulticast;
import org.jgroups.protocols.ReliableUnicast;
import org.jgroups.protocols.TCP;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.TP;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.dns.DNS_PING;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.AddressGenerator;
import org.jgroups.stack.DiagnosticsHandler;
import org.jgroups.stack.Protocol;
import org.jgroups.stack.ProtocolStack;
import org.jgroups.util.LazyThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Builds the JGroups channel. Its view only says whom it makes sense to send to: it is formed fast and given up slowly.
 * There is no flow control and no fragmentation in it, because {@link Outbox} does both with a cap that lets no send
 * block.
 */
final class Stack {
    /** Longer messages than any of ours; a guard against a broken length. */
    private static final int MESSAGE_MAX_BYTES = 1 << 20;

    private static final int CONNECT_TIMEOUT_MILLIS = 1_000;
    private static final long VERIFY_MILLIS = 1_000;
    private static final int JOIN_ATTEMPTS = 4;
    private static final long VIEW_ACK_MILLIS = 500;
    private static final long CONNECTION_CLOSE_MILLIS = 500;
    private static final long MERGE_MIN_MILLIS = 500;
    private static final long MERGE_MAX_MILLIS = 1_500;

    /** What a file of the user's own must have besides TCP: of each list one. */
    private static final List<List<Class<? extends Protocol>>> NEEDED = List.of(
            List.of(Discovery.class),
            List.of(UNICAST3.class, ReliableUnicast.class),
            List.of(NAKACK2.class, ReliableMulticast.class),
            List.of(GMS.class));

    private final JGroupsSettings settings;
    private final MemberSocketFactory sockets;
    private final ConnectionWatch watch;
    private final @Nullable DirectoryDiscovery directory;

    Stack(
            JGroupsSettings settings,
            MemberSocketFactory sockets,
            ConnectionWatch watch,
            @Nullable DirectoryDiscovery directory) {
        this.settings = settings;
        this.sockets = sockets;
        this.watch = watch;
        this.directory = directory;
    }

    /** @throws Exception as JGroups declares it; mostly with a text that says what is wrong */
    JChannel build(MemberId self) throws Exception {
        JChannel channel = settings.discovery() instanceof MemberDiscovery.CustomFile file
                ? custom(file)
                : new JChannel(protocols());
        channel.name(self.brief());
        channel.addAddressGenerator(new AddressGenerator() {
            @Override
            @Deprecated
            public Address generateAddress() {
                return Addresses.address(self);
            }

            @Override
            public Address generateAddress(String name) {
                return Addresses.address(self);
            }
        });
        return channel;
    }

    private JChannel custom(MemberDiscovery.CustomFile file) throws Exception {
        if (!Files.isReadable(file.path())) {
            throw new TransportStartException("the JGroups file " + file.path() + " does not exist or cannot be read");
        }
        JChannel channel;
        try {
            channel = new JChannel(file.path().toString());
        } catch (Exception e) {
            throw unusable(file, String.valueOf(e.getMessage()));
        }
        ProtocolStack stack = channel.getProtocolStack();
        // Connections have to be ours: the secret and TLS are looked after there.
        if (!(stack.getTransport() instanceof TCP tcp)) {
            throw unusable(file, "its transport is not TCP");
        }
        for (List<Class<? extends Protocol>> needed : NEEDED) {
            if (needed.stream().allMatch(type -> stack.findProtocol(type) == null)) {
                throw unusable(file, "it has no " + needed.get(0).getSimpleName());
            }
        }
        checkSecret(file, tcp.getBindAddr());
        tcp.setSocketFactory(sockets);
        tcp.enableSuspectEvents(true);
        stack.insertProtocol(watch, ProtocolStack.Position.ABOVE, TP.class);
        return channel;
    }

    /** @param bound where the file says that the member listens, or null */
    void checkSecret(MemberDiscovery.CustomFile file, @Nullable InetAddress bound) {
        boolean loopback = bound != null && bound.isLoopbackAddress();
        if (settings.secret() == null && !settings.insecure() && !loopback) {
            throw new TransportStartException("the JGroups file " + file.path() + " binds to an address that other"
                    + " machines can reach, and there is no secret. Set the same secret on all members, or allow"
                    + " insecure operation on purpose");
        }
    }

    private static TransportStartException unusable(MemberDiscovery.CustomFile file, String reason) {
        return new TransportStartException("the JGroups file " + file.path() + " cannot be used: " + reason
                + ". A stack of one's own needs TCP, a discovery protocol such as TCPPING, UNICAST3, NAKACK2 and GMS");
    }

    private List<Protocol> protocols() throws Exception {
        List<Protocol> protocols = new ArrayList<>();
        protocols.add(transport());
        protocols.add(watch);
        protocols.add(discovery());
        protocols.add(new MERGE3().setMinInterval(MERGE_MIN_MILLIS).setMaxInterval(MERGE_MAX_MILLIS));
        long cleanUpMillis = settings.cleanUpAfter().toMillis();
        protocols.add(new FD_ALL3().setTimeout(cleanUpMillis).setInterval(cleanUpMillis / 5));
        protocols.add(new VERIFY_SUSPECT2().setTimeout(VERIFY_MILLIS));
        protocols.add(new NAKACK2().useMcastXmit(false));
        protocols.add(new UNICAST3().setConnCloseTimeout(CONNECTION_CLOSE_MILLIS));
        protocols.add(new STABLE());
        protocols.add(new GMS()
                .setJoinTimeout(settings.joinTimeout().toMillis())
                .setMaxJoinAttempts(JOIN_ATTEMPTS)
                .setLeaveTimeout(VIEW_ACK_MILLIS)
                .setViewAckCollectionTimeout(VIEW_ACK_MILLIS)
                .printLocalAddress(false));
        return protocols;
    }

    private TCP transport() throws Exception {
        TCP tcp = new MemberTcp();
        tcp.setBindAddr(settings.bindAddress());
        tcp.setBindPort(settings.port());
        tcp.setPortRange(settings.portRange());
        // Off by default, and then acknowledgements delayed by the receiver hold up small messages for 40 ms.
        tcp.tcpNodelay(true);
        tcp.setMaxLength(MESSAGE_MAX_BYTES);
        tcp.setSockConnTimeout(CONNECT_TIMEOUT_MILLIS);
        tcp.setPeerAddrReadTimeout((int) TimeUnit.NANOSECONDS.toMillis(Handshake.LIMIT_NANOS));
        tcp.enableSuspectEvents(true);
        tcp.logDetails(false);
        tcp.useVirtualThreads(false);
        // Messages are put together in Outbox already; ordered ones are handled by the thread that reads them.
        tcp.setBundlerType("no-bundler");
        tcp.setMessageProcessingPolicy("direct");
        tcp.setThreadFactory(new LazyThreadFactory("peergrid-jgroups", true, true));
        tcp.setDiagnosticsHandler(new DiagnosticsHandler(null, null, null).setEnabled(false));
        tcp.setSocketFactory(sockets);
        return tcp;
    }

    private Discovery discovery() throws Exception {
        MemberDiscovery how = settings.discovery();
        if (directory != null) {
            return directory;
        } else if (how instanceof MemberDiscovery.Multicast multicast) {
            MPING ping = new MPING();
            ping.setMcastAddr(multicast.group());
            ping.setMcastPort(multicast.port());
            return ping;
        } else if (how instanceof MemberDiscovery.StaticHosts hosts) {
            TCPPING ping = new TCPPING();
            ping.setInitialHosts(hosts.hosts());
            ping.setPortRange(0);
            return ping;
        } else if (how instanceof MemberDiscovery.Dns dns) {
            return new DNS_PING().dnsQuery(dns.query());
        }
        throw new IllegalStateException("no discovery for " + how);
    }
}
