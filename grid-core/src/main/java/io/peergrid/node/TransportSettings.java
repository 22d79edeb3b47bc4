package io.peergrid.node;

import io.peergrid.Discovery;
import io.peergrid.GridConfig;
import io.peergrid.GridConfigException;
import io.peergrid.transport.jgroups.ClusterSecret;
import io.peergrid.transport.jgroups.JGroupsSettings;
import io.peergrid.transport.jgroups.MemberDiscovery;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** What the transport needs to know, from the configuration of the grid. */
final class TransportSettings {
    private static final int PORTS_TRIED = 20;
    private static final Duration JOIN_ATTEMPT = Duration.ofSeconds(1);
    private static final Duration CLEAN_UP_AFTER = Duration.ofSeconds(10);
    private static final int MULTICAST_PORT = 7_900;
    private static final byte[] MULTICAST_GROUP = {(byte) 239, (byte) 255, 78, 1};

    private TransportSettings() {}

    static JGroupsSettings of(GridConfig config) {
        String secret = config.secret();
        boolean anyPort = config.discovery() instanceof Discovery.ThisMachine
                || config.discovery() instanceof Discovery.Multicast;
        int port = config.port() != 0 || anyPort ? config.port() : JGroupsSettings.DEFAULT_PORT;
        boolean exact = config.port() != 0 || port == 0 || config.discovery() instanceof Discovery.Dns;
        return new JGroupsSettings(
                config.name(),
                // A JGroups file brings its own.
                config.discovery() instanceof Discovery.JGroupsFile
                        ? InetAddress.getLoopbackAddress()
                        : address(config.bindAddress()),
                port,
                exact ? 0 : PORTS_TRIED,
                discovery(config),
                secret == null ? null : ClusterSecret.of(secret),
                config.tls(),
                config.insecure(),
                JOIN_ATTEMPT,
                CLEAN_UP_AFTER);
    }

    private static MemberDiscovery discovery(GridConfig config) {
        Discovery discovery = config.discovery();
        if (discovery instanceof Discovery.Hosts hosts) {
            return new MemberDiscovery.StaticHosts(
                    hosts.hosts().stream().map(TransportSettings::host).toList());
        } else if (discovery instanceof Discovery.Dns dns) {
            return new MemberDiscovery.Dns(dns.name());
        } else if (discovery instanceof Discovery.JGroupsFile file) {
            return new MemberDiscovery.CustomFile(file.file());
        } else if (discovery instanceof Discovery.Multicast) {
            return new MemberDiscovery.Multicast(multicastGroup(), MULTICAST_PORT);
        }
        return new MemberDiscovery.LocalLoopback();
    }

    private static InetAddress multicastGroup() {
        try {
            return InetAddress.getByAddress(MULTICAST_GROUP);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }

    private static InetSocketAddress host(String host) {
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > 0 && host.indexOf(':') == colon;
        try {
            int port = hasPort ? Integer.parseInt(host.substring(colon + 1)) : JGroupsSettings.DEFAULT_PORT;
            InetSocketAddress address = new InetSocketAddress(hasPort ? host.substring(0, colon) : host, port);
            if (address.isUnresolved()) {
                throw new GridConfigException(
                        "the host \"" + host + "\" has no address: correct the name or make it resolvable");
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw new GridConfigException("\"" + host + "\" is no host: write name, name:port or an address");
        }
    }

    /** The first private IPv4 address of an interface that is up stands for {@code site-local}. */
    private static InetAddress address(String name) {
        try {
            if (!name.equals("site-local")) {
                return InetAddress.getByName(name);
            }
            List<InetAddress> candidates = NetworkInterface.networkInterfaces()
                    .filter(TransportSettings::isUp)
                    .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> address instanceof Inet4Address && address.isSiteLocalAddress())
                    .toList();
            if (candidates.isEmpty()) {
                throw new GridConfigException("this machine has no private IPv4 address: set bindAddress");
            }
            return candidates.get(0);
        } catch (UnknownHostException | SocketException e) {
            throw new GridConfigException("bindAddress \"" + name + "\" is not an address of this machine");
        }
    }

    private static boolean isUp(NetworkInterface network) {
        try {
            return network.isUp();
        } catch (SocketException e) {
            return false;
        }
    }
}
