package io.peergrid;

import java.nio.file.Path;
import java.util.List;

/** How members find each other. */
public sealed interface Discovery {

    /** All processes of this user on this machine, over loopback. */
    record ThisMachine() implements Discovery {}

    /** By multicast on the local network. */
    record Multicast() implements Discovery {}

    /** @param hosts each a name or address, with a port after a colon if it is not 7800; a few long-lived ones are enough */
    record Hosts(List<String> hosts) implements Discovery {
        public Hosts {
            hosts = List.copyOf(hosts);
        }
    }

    /** @param name resolves to the addresses of all members, as a headless Kubernetes service does */
    record Dns(String name) implements Discovery {}

    /** @param file a JGroups stack; discovery, address and port are what it says */
    record JGroupsFile(Path file) implements Discovery {}
}
