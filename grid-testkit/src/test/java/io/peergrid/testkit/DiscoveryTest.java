package io.peergrid.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridConfigBuilder;
import io.peergrid.GridConfigException;
import io.peergrid.GridException;
import io.peergrid.GridJoinException;
import io.peergrid.GridMap;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each way for members to find each other, with real sockets on loopback. */
class DiscoveryTest {
    private static final String SECRET = "known to members only";

    @TempDir
    private Path directory;

    private final String name = "discovery-" + UUID.randomUUID();
    private final List<Grid> grids = new ArrayList<>();

    @AfterEach
    void stop() {
        grids.forEach(grid -> grid.close(Duration.ofSeconds(1)));
    }

    @Test
    void membersFindEachOtherThroughKnownHosts() throws IOException {
        List<Integer> ports = freePorts(3);
        String[] hosts = ports.stream().map(port -> "127.0.0.1:" + port).toArray(String[]::new);
        assertFormsAGrid(ports.stream()
                .map(port ->
                        GridConfig.hosts(hosts).port(port).expectedMembers(3).bindAddress("127.0.0.1"))
                .toList());
    }

    @Test
    void membersFindEachOtherThroughADnsName() throws IOException {
        // Members behind one name share the port, so on one machine each has an address of its own.
        int port = freePorts(1).get(0);
        assertFormsAGrid(List.of(
                GridConfig.cloud("localhost").port(port).expectedMembers(2).bindAddress("127.0.0.1"),
                GridConfig.cloud("localhost").port(port).expectedMembers(2).bindAddress("127.0.0.2")));
    }

    @Test
    void membersFindEachOtherByMulticast() {
        assertFormsAGrid(IntStream.range(0, 3)
                .mapToObj(i -> GridConfig.lan().expectedMembers(3).bindAddress("127.0.0.1"))
                .toList());
    }

    @Test
    void membersFindEachOtherAsAJGroupsFileSays() throws IOException {
        List<Integer> ports = freePorts(3);
        List<GridConfigBuilder> members = new ArrayList<>();
        for (int port : ports) {
            members.add(GridConfig.jgroupsFile(file(tcp(port), discovery(ports), REST))
                    .expectedMembers(3));
        }
        assertFormsAGrid(members);
    }

    @Test
    void anUnknownHostIsNamed() throws IOException {
        int port = freePorts(1).get(0);
        assertRefused(GridConfig.hosts("no-such-host.invalid").port(port).expectedMembers(2))
                .hasMessageContaining("no-such-host.invalid")
                .hasMessageContaining("correct the name or make it resolvable");
        assertRefused(GridConfig.cloud("no-such-service.invalid").port(port).expectedMembers(2))
                .hasMessageContaining("no-such-service.invalid")
                .hasMessageContaining("resolves to the addresses of the members");
    }

    @Test
    void hostsThatDoNotAnswerAreNamed() throws IOException {
        List<Integer> ports = freePorts(2);
        assertRefused(GridConfig.hosts("127.0.0.1:" + ports.get(1))
                        .port(ports.get(0))
                        .expectedMembers(2))
                .hasMessageContaining("127.0.0.1:" + ports.get(1))
                .hasMessageContaining("2 members");
    }

    @Test
    void aMissingFileIsNamed() {
        Path missing = directory.resolve("missing.xml");
        assertRefused(GridConfig.jgroupsFile(missing).expectedMembers(2))
                .hasMessageContaining(missing.toString())
                .hasMessageContaining("does not exist");
    }

    @Test
    void aFileThatCannotWorkIsRefusedWithWhatItLacks() throws IOException {
        int port = freePorts(1).get(0);
        assertRefused(GridConfig.jgroupsFile(write("no XML at all")).expectedMembers(2))
                .hasMessageContaining("cannot be used");
        assertRefused(GridConfig.jgroupsFile(file("<UDP bind_addr=\"127.0.0.1\"/>", "<PING/>", REST))
                        .expectedMembers(2))
                .hasMessageContaining("its transport is not TCP");
        assertRefused(GridConfig.jgroupsFile(file(tcp(port), "", REST)).expectedMembers(2))
                .hasMessageContaining("a discovery protocol such as TCPPING");
        assertRefused(GridConfig.jgroupsFile(file(tcp(port), discovery(List.of(port)), REST.replace("<UNICAST3/>", "")))
                        .expectedMembers(2))
                .hasMessageContaining("has no UNICAST3");
    }

    private void assertFormsAGrid(List<GridConfigBuilder> members) {
        List<CompletableFuture<Grid>> joining = members.stream()
                .map(member -> CompletableFuture.supplyAsync(() -> Grid.join(member.name(name)
                        .secret(SECRET)
                        .shutdownHook(false)
                        .joinDeadline(Duration.ofSeconds(60))
                        .build())))
                .toList();
        joining.forEach(grid -> grids.add(grid.join()));
        GridMap<String, String> here = grids.get(0).map("m", String.class, String.class);
        GridMap<String, String> there = grids.get(grids.size() - 1).map("m", String.class, String.class);
        // A busy machine may keep members from hearing each other for a moment.
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(GridException.class)
                .untilAsserted(() -> {
                    here.put("k", "moved");
                    assertThat(there.get("k")).isEqualTo("moved");
                    assertThat(grids).allMatch(grid -> grid.topology().members().size() == members.size());
                });
    }

    private org.assertj.core.api.AbstractThrowableAssert<?, ?> assertRefused(GridConfigBuilder member) {
        return assertThatThrownBy(() -> grids.add(Grid.join(member.name(name)
                        .bindAddress("127.0.0.1")
                        .secret(SECRET)
                        .joinDeadline(Duration.ofSeconds(3))
                        .build())))
                .isInstanceOfAny(GridJoinException.class, GridConfigException.class);
    }

    private static final String REST = """
            <MERGE3/>
            <FD_ALL3/>
            <VERIFY_SUSPECT2/>
            <pbcast.NAKACK2 use_mcast_xmit="false"/>
            <UNICAST3/>
            <pbcast.STABLE/>
            <pbcast.GMS print_local_addr="false" join_timeout="1000"/>
            """;

    private static String tcp(int port) {
        return "<TCP bind_addr=\"127.0.0.1\" bind_port=\"" + port + "\" port_range=\"0\" diag.enabled=\"false\"/>";
    }

    private static String discovery(List<Integer> ports) {
        List<String> hosts =
                ports.stream().map(port -> "127.0.0.1[" + port + "]").toList();
        return "<TCPPING initial_hosts=\"" + String.join(",", hosts) + "\" port_range=\"0\"/>";
    }

    private Path file(String... protocols) throws IOException {
        return write("<config xmlns=\"urn:org:jgroups\">" + String.join("\n", protocols) + "</config>");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "stack", ".xml"), text);
    }

    /** Free when asked; the members bind them at once. */
    private static List<Integer> freePorts(int count) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } finally {
            for (ServerSocket socket : sockets) {
                socket.close();
            }
        }
    }
}
