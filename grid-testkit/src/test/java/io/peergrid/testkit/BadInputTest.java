package io.peergrid.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridClosedException;
import io.peergrid.GridConfig;
import io.peergrid.GridConfigBuilder;
import io.peergrid.GridException;
import io.peergrid.GridJoinException;
import io.peergrid.GridMap;
import io.peergrid.GridMember;
import io.peergrid.GridMemoryException;
import io.peergrid.GridSerializationException;
import io.peergrid.ValueTooLargeException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people do wrong, on members with real sockets: each a clear error, no thread lost, no data lost. */
class BadInputTest {
    private static final int ENTRIES = 200;
    private static final int MAX_VALUE_BYTES = 1 << 20;
    private static final int STRANGE_FRAMES = 10_000;
    private static final int STRANGE_FRAME_BYTES_MAX = 4_096;

    private final Map<String, String> entries = new HashMap<>();
    private final String name = "bad-input-" + UUID.randomUUID();
    private Grid grid;
    private Grid second;
    private GridMap<String, String> map;
    private Set<String> threadsBefore;

    record Unregistered(String name) {}

    @BeforeEach
    void start() {
        grid = Grid.join(config("a").build());
        second = Grid.join(config("b").build());
        map = grid.map("test", String.class, String.class);
        for (int i = 0; i < ENTRIES; i++) {
            entries.put("key-" + i, "value-" + i);
        }
        assertEventually(() -> map.putAll(entries));
        threadsBefore = memberThreads();
    }

    @AfterEach
    void stop() {
        second.close();
        grid.close();
    }

    private GridConfigBuilder config(String member) {
        return GridConfig.local()
                .name(name)
                .memberName(member)
                .maxValueBytes(MAX_VALUE_BYTES)
                .memoryLimitBytes(8 << 20)
                .shutdownHook(false);
    }

    /** All entries are there on both members, writes go on, and every thread of the two still runs. */
    private void assertUnharmed() {
        GridMap<String, String> there = second.map("test", String.class, String.class);
        assertEventually(() -> {
            assertThat(map.getAll(entries.keySet())).isEqualTo(entries);
            assertThat(there.getAll(entries.keySet())).isEqualTo(entries);
            there.put("afterwards", "written");
            assertThat(map.get("afterwards")).isEqualTo("written");
        });
        assertThat(memberThreads()).containsAll(threadsBefore);
    }

    /** A busy machine may keep members from hearing each other for a moment. */
    private static void assertEventually(Runnable assertions) {
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(GridException.class)
                .untilAsserted(assertions::run);
    }

    /** Threads without which a member does not work; those of pools that shrink when idle are not among them. */
    private Set<String> memberThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(thread ->
                        thread.startsWith("peergrid-protocol-" + name) || thread.startsWith("peergrid-accept"))
                .collect(Collectors.toSet());
    }

    @Test
    void wrongClusterName() {
        assertThatThrownBy(() -> Grid.join(GridConfig.hosts(address(grid.self()))
                        .bindAddress("127.0.0.1")
                        .port(freePort())
                        .name("another-" + name)
                        .expectedMembers(2)
                        .joinDeadline(Duration.ofSeconds(3))
                        .build()))
                .isInstanceOf(GridJoinException.class)
                .hasMessageContaining("No place in grid \"another-")
                .hasMessageContaining(address(grid.self()))
                .hasMessageContaining("belongs to another cluster")
                .hasMessageContaining("same name");
        assertUnharmed();
    }

    @Test
    void wrongSecret() {
        assertThatThrownBy(() -> Grid.join(config("c").secret("nobody knows it").build()))
                .isInstanceOf(GridJoinException.class)
                .hasMessageContaining("another cluster secret")
                .hasMessageContaining("Set the same secret on all members");
        assertUnharmed();
    }

    @Test
    void portInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> Grid.join(config("c").port(port).build()))
                    .isInstanceOf(GridJoinException.class)
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("in use")
                    .hasMessageContaining("Choose another port");
        }
        assertUnharmed();
    }

    @Test
    void unregisteredClass() {
        GridMap<String, Object> untyped = grid.map("untyped");
        assertThatThrownBy(() -> untyped.put("k", new Unregistered("x")))
                .isInstanceOf(GridSerializationException.class)
                .hasMessageContaining(Unregistered.class.getName())
                .hasMessageContaining("GridConfig");
        assertThat(untyped.get("k")).isNull();
        assertUnharmed();
    }

    @Test
    void refusedKeyType() {
        assertThatThrownBy(() -> grid.map("m", Double.class, String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Double")
                .hasMessageContaining("String");
        assertThatThrownBy(() -> grid.map("m", Object.class, String.class))
                .isInstanceOf(IllegalArgumentException.class);
        assertUnharmed();
    }

    @Test
    void valueTooLarge() {
        assertThatThrownBy(() -> map.put("key-0", "x".repeat(MAX_VALUE_BYTES)))
                .isInstanceOf(ValueTooLargeException.class)
                .hasMessageContaining("maxValueBytes");
        assertUnharmed();
        map.put("large", "x".repeat(MAX_VALUE_BYTES - 1));
        assertThat(second.map("test").get("large")).isEqualTo("x".repeat(MAX_VALUE_BYTES - 1));
    }

    @Test
    void memoryBoundReached() {
        String value = "x".repeat(100_000);
        int[] stored = new int[1];
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 1_000; i++) {
                        map.put("k" + i, value);
                        stored[0]++;
                    }
                })
                .isInstanceOf(GridMemoryException.class)
                .hasMessageContaining("memory bound");
        assertThat(stored[0]).isBetween(50, 90);
        assertThat(map.get("k0")).isEqualTo(value);
        assertThat(map.delete("k0")).isTrue();
        // The other member, where "again" may live, has the deletion but applies it a moment later.
        await().atMost(10, SECONDS)
                .ignoreExceptionsInstanceOf(GridMemoryException.class)
                .untilAsserted(() -> map.put("again", value));
        assertThat(map.statistics().refused()).isPositive();
        map.delete("again");
        assertUnharmed();
    }

    @Test
    void nullKey() {
        assertThatThrownBy(() -> map.get(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("map \"test\" takes no null keys");
        assertThatThrownBy(() -> map.put(null, "v")).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> map.put("k", null))
                .isInstanceOf(NullPointerException.class)
                .hasMessageContaining("use remove");
        assertThatThrownBy(() -> map.async().set("k", null)).isInstanceOf(NullPointerException.class);
        assertUnharmed();
    }

    @Test
    void closedGrid() {
        GridMap<String, String> gone = second.map("test", String.class, String.class);
        second.close();
        assertThatThrownBy(() -> gone.get("key-0"))
                .isInstanceOf(GridClosedException.class)
                .hasMessageContaining("has left the grid \"" + name);
        assertThatThrownBy(() -> gone.put("k", "v")).isInstanceOf(GridClosedException.class);
        assertThatThrownBy(() -> gone.getAll(List.of("k"))).isInstanceOf(GridClosedException.class);
        assertThatThrownBy(gone::size).isInstanceOf(GridClosedException.class);
        assertThat(gone.async().get("k")).isCompletedExceptionally();
        assertThat(gone.async().getAll(List.of("k"))).isCompletedExceptionally();
        assertThat(second.isClosed()).isTrue();
        second.close();

        second = Grid.join(config("b").build());
        assertUnharmed();
    }

    @Test
    void strangerSendingRandomBytesToThePort() throws IOException {
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < STRANGE_FRAMES; i++) {
            byte[] frame = new byte[1 + random.nextInt(i % 100 == 0 ? STRANGE_FRAME_BYTES_MAX : 64)];
            random.nextBytes(frame);
            if (i % 3 == 0) {
                // As JGroups would begin, and as a member of a grid would.
                byte[] beginning = i % 2 == 0 ? new byte[] {'b', 'e', 'l', 'a'} : new byte[] {'P', 'G', 'R', 1};
                System.arraycopy(beginning, 0, frame, 0, Math.min(beginning.length, frame.length));
            }
            shout(i % 2 == 0 ? grid.self() : second.self(), frame);
        }
        assertUnharmed();
        try (Grid third = Grid.join(config("c").build())) {
            assertThat(third.map("test").get("key-0")).isEqualTo("value-0");
        }
    }

    private static void shout(GridMember to, byte[] frame) throws IOException {
        int colon = to.address().lastIndexOf(':');
        String host = to.address().substring(0, colon);
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(host, Integer.parseInt(to.address().substring(colon + 1))), 5_000);
            OutputStream out = socket.getOutputStream();
            out.write(frame);
            out.flush();
        } catch (java.net.SocketException e) {
            // Refused so fast that the connection was reset.
            assertThat(e).isNotNull();
        }
    }

    private static String address(GridMember member) {
        return member.address();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
