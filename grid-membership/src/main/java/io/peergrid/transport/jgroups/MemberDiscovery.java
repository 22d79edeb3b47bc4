package io.peergrid.transport.jgroups;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** How members find each other. */
public sealed interface MemberDiscovery {

    /**
     * Through files: all processes of one user on one machine that can reach each other's loopback address, with any
     * ports.
     *
     * @param base the directory in which the user's private directory is made
     */
    record LocalLoopback(Path base) implements MemberDiscovery {
        public LocalLoopback() {
            this(Path.of(System.getProperty("java.io.tmpdir")));
        }
    }

    /** By asking everybody on the local network. */
    record Multicast(InetAddress group, int port) implements MemberDiscovery {}

    /**
     * By asking known members; a few long-lived ones are enough.
     *
     * @param hosts resolved, with the ports the members listen on
     */
    record StaticHosts(List<InetSocketAddress> hosts) implements MemberDiscovery {
        public StaticHosts {
            hosts = List.copyOf(hosts);
            for (InetSocketAddress host : hosts) {
                if (host.isUnresolved()) {
                    throw new IllegalArgumentException("the name of member " + host.getHostString()
                            + " has no address: correct the name or make it resolvable");
                }
            }
        }
    }

    /** By a name that resolves to the addresses of all members. */
    record Dns(String query) implements MemberDiscovery {}

    /** As a JGroups file says, addresses and ports too. */
    record CustomFile(Path path) implements MemberDiscovery {}
}
