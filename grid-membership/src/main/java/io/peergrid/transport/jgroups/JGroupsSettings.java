package io.peergrid.transport.jgroups;

import java.net.InetAddress;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Settings of {@link JGroupsTransport}. Immutable; checked when built.
 *
 * @param clusterName members of different names never meet
 * @param bindAddress where the member listens
 * @param port where the member listens; 0 for any free port
 * @param portRange how many ports after {@code port} may be tried
 * @param discovery how members find each other
 * @param secret what members prove to each other; null for none
 * @param tls encrypts connections, both sides showing certificates; null for plain ones
 * @param insecure whether other machines may reach a member without a secret
 * @param joinTimeout how long one attempt to join waits for an answer
 * @param cleanUpAfter when a silent peer is dropped from the set of reachable ones; no protocol waits for it
 */
public record JGroupsSettings(
        String clusterName,
        InetAddress bindAddress,
        int port,
        int portRange,
        MemberDiscovery discovery,
        @Nullable ClusterSecret secret,
        @Nullable SSLContext tls,
        boolean insecure,
        Duration joinTimeout,
        Duration cleanUpAfter) {
    /** The port of the grid where ports must be known beforehand. */
    public static final int DEFAULT_PORT = 7800;

    public JGroupsSettings {
        check(!clusterName.isBlank(), "the cluster needs a name");
        check(port >= 0 && port <= 65_535, "port must be 0 (any free one) to 65535, not " + port);
        check(portRange >= 0 && port + portRange <= 65_535, "port range must be 0 or more and end at 65535 at most");
        check(
                port > 0
                        || !(discovery instanceof MemberDiscovery.StaticHosts
                                || discovery instanceof MemberDiscovery.Dns),
                "port 0 (any free one) cannot be found by host names: set a fixed port, such as " + DEFAULT_PORT);
        check(
                !(discovery instanceof MemberDiscovery.LocalLoopback) || bindAddress.isLoopbackAddress(),
                "members of one machine find each other on a loopback address only, not on "
                        + bindAddress.getHostAddress());
        check(
                secret != null
                        || insecure
                        || bindAddress.isLoopbackAddress()
                        || discovery instanceof MemberDiscovery.CustomFile,
                "bound to " + bindAddress.getHostAddress() + ", which other machines can reach, without a secret: set"
                        + " the same secret on all members, or allow insecure operation on purpose");
    }

    /** Processes of this user on this machine: loopback, any free port, no secret. */
    public static JGroupsSettings local(String clusterName) {
        return new JGroupsSettings(
                clusterName,
                InetAddress.getLoopbackAddress(),
                0,
                0,
                new MemberDiscovery.LocalLoopback(),
                null,
                null,
                false,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10));
    }

    public JGroupsSettings withDiscovery(MemberDiscovery newDiscovery) {
        return with(bindAddress, port, portRange, newDiscovery, secret, tls, insecure);
    }

    public JGroupsSettings withAddress(InetAddress newBindAddress, int newPort, int newPortRange) {
        return with(newBindAddress, newPort, newPortRange, discovery, secret, tls, insecure);
    }

    public JGroupsSettings withSecret(@Nullable ClusterSecret newSecret) {
        return with(bindAddress, port, portRange, discovery, newSecret, tls, insecure);
    }

    public JGroupsSettings withTls(@Nullable SSLContext newTls) {
        return with(bindAddress, port, portRange, discovery, secret, newTls, insecure);
    }

    private JGroupsSettings with(
            InetAddress newBindAddress,
            int newPort,
            int newPortRange,
            MemberDiscovery newDiscovery,
            @Nullable ClusterSecret newSecret,
            @Nullable SSLContext newTls,
            boolean newInsecure) {
        return new JGroupsSettings(
                clusterName,
                newBindAddress,
                newPort,
                newPortRange,
                newDiscovery,
                newSecret,
                newTls,
                newInsecure,
                joinTimeout,
                cleanUpAfter);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
