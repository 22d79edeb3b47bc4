package io.peergrid.transport.jgroups;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.ports.Transport.Lane;
import io.peergrid.transport.jgroups.Members.Started;
import io.peergrid.wire.WireFormatException;
import io.peergrid.wire.WireReader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

final class StrangersTest {
    private static final ClusterSecret SECRET = ClusterSecret.of("correct horse");

    @TempDir
    private Path base;

    private final Members members = new Members();

    @AfterEach
    void close() {
        members.close();
    }

    @Test
    void membersWithTheSameSecretTalk() {
        Started a = members.start(Members.local("secret", base).withSecret(SECRET));
        Started b = members.start(Members.local("secret", base).withSecret(ClusterSecret.of("correct horse")));
        Members.awaitPair(a, b);

        a.transport.send(b.transport.self(), Lane.DATA, new byte[] {1});

        Members.awaitUntil("the frame", Duration.ofSeconds(5), () -> b.received.get() == 1);
    }

    @Test
    void aMemberWithAnotherSecretIsRefusedWithAReason() {
        Started a = members.start(Members.local("secret", base).withSecret(SECRET));

        assertThatThrownBy(() -> members.start(Members.local("secret", base).withSecret(ClusterSecret.of("wrong"))))
                .isInstanceOf(TransportStartException.class)
                .hasMessageContaining("another cluster secret");
        assertThatThrownBy(() -> members.start(Members.local("secret", base)))
                .isInstanceOf(TransportStartException.class)
                .hasMessageContaining("Set the same secret on all members");

        assertThat(a.transport.reachable()).isEmpty();
    }

    @Test
    void aCallerOfAReleaseThatBeginsOtherwiseIsToldSo() throws IOException {
        Started a = members.start(Members.local("release", base));
        byte[] beginning = new byte[28];
        System.arraycopy(new byte[] {'P', 'G', 'R', 2}, 0, beginning, 0, 4);

        try (Socket socket = new Socket(
                a.transport.address().getAddress(), a.transport.address().getPort())) {
            socket.getOutputStream().write(beginning);
            assertThat(socket.getInputStream().readNBytes(2)).containsExactly(3, 1);
        }
    }

    @Test
    void aListenerOfAReleaseThatBeginsOtherwiseIsNamedWithWhatToDo() throws IOException {
        byte[] answer = new byte[17];
        answer[0] = 3;
        answer[1] = 2;
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket caller = new Socket(other.getInetAddress(), other.getLocalPort());
                Socket listener = other.accept()) {
            listener.getOutputStream().write(answer);

            assertThatThrownBy(() -> new Handshake("release", ClusterSecret.NONE).call(caller))
                    .isInstanceOf(Handshake.RefusedException.class)
                    .hasMessageContaining("it begins connections in form 2, this member in form 1")
                    .hasMessageContaining("start this member with the release of the others");
        }
    }

    @Test
    void randomBytesOfAStrangerDisturbNobody() throws IOException {
        Started a = members.start(Members.local("noise", base));
        Started b = members.start(Members.local("noise", base));
        Members.awaitPair(a, b);
        Random random = new Random(42);

        for (int i = 0; i < 10_000; i++) {
            byte[] noise = new byte[1 + random.nextInt(200)];
            random.nextBytes(noise);
            shout(a.transport.address(), noise);
        }

        a.transport.send(b.transport.self(), Lane.DATA, new byte[] {1});
        b.transport.send(a.transport.self(), Lane.CONTROL, new byte[] {2});
        Members.awaitUntil("frames", Duration.ofSeconds(10), () -> b.received.get() == 1 && a.received.get() == 1);
        Started c = members.start(Members.local("noise", base));
        Members.awaitPair(a, c);
    }

    @Test
    void strangersWhoSayNothingDoNotHoldUpMembers() throws IOException {
        Started a = members.start(Members.local("silent", base));
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                silent.add(new Socket(
                        a.transport.address().getAddress(),
                        a.transport.address().getPort()));
            }
            Started b = members.start(Members.local("silent", base));
            Members.awaitPair(a, b);
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    @Test
    void randomMessagesAreRefusedCleanly() {
        Random random = new Random(7);
        Sender sender = new Sender(1 << 20);
        int refused = 0;
        for (int i = 0; i < 100_000; i++) {
            byte[] noise = new byte[17 + random.nextInt(60)];
            random.nextBytes(noise);
            noise[0] = (byte) random.nextInt(2);
            MessageKind kind = random.nextBoolean() ? MessageKind.ORDERED : MessageKind.URGENT;
            try {
                sender.take(kind, new WireReader(noise), (lane, frame) -> {}, (answer, session, upTo) -> {});
            } catch (WireFormatException e) {
                refused++;
            }
        }
        assertThat(refused).isGreaterThan(50_000);
    }

    @Test
    void aPortInUseIsNamedInTheError() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            JGroupsSettings settings =
                    Members.local("port", base).withAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort(), 0);

            assertThatThrownBy(() -> members.start(settings))
                    .isInstanceOf(TransportStartException.class)
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void anAddressThatOthersReachIsRefusedWithoutASecret() throws UnknownHostException {
        InetAddress reachable = InetAddress.getByName("192.0.2.1");
        MemberDiscovery hosts = new MemberDiscovery.StaticHosts(List.of(new InetSocketAddress(reachable, 7800)));
        JGroupsSettings fixedPort = JGroupsSettings.local("open")
                .withAddress(InetAddress.getLoopbackAddress(), 7800, 0)
                .withDiscovery(hosts);

        assertThatThrownBy(() -> fixedPort.withAddress(reachable, 7800, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without a secret");
        assertThat(fixedPort.withSecret(SECRET).withAddress(reachable, 7800, 0).bindAddress())
                .isEqualTo(reachable);
    }

    @Test
    void aJGroupsFileThatOpensAPortToOthersIsRefusedWithoutASecret() throws UnknownHostException {
        InetAddress reachable = InetAddress.getByName("192.0.2.1");
        MemberDiscovery.CustomFile file = new MemberDiscovery.CustomFile(base.resolve("stack.xml"));
        JGroupsSettings settings = JGroupsSettings.local("open").withDiscovery(file);

        assertThatThrownBy(() -> stack(settings).checkSecret(file, reachable))
                .isInstanceOf(TransportStartException.class)
                .hasMessageContaining("stack.xml")
                .hasMessageContaining("there is no secret");
        stack(settings).checkSecret(file, InetAddress.getLoopbackAddress());
        stack(settings.withSecret(SECRET)).checkSecret(file, reachable);
    }

    private static Stack stack(JGroupsSettings settings) {
        RateLimitedLog log = new RateLimitedLog(LoggerFactory.getLogger(StrangersTest.class));
        MemberSocketFactory sockets =
                new MemberSocketFactory(new Handshake("open", ClusterSecret.NONE), null, log, new Refusals());
        return new Stack(settings, sockets, new ConnectionWatch(address -> {}), null);
    }

    @Test
    void aSecretIsNeverPrinted() {
        assertThat(Members.local("x", base).withSecret(SECRET).toString()).doesNotContain("horse");
    }

    private static void shout(InetSocketAddress to, byte[] noise) throws IOException {
        try (Socket socket = new Socket(to.getAddress(), to.getPort())) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream().write(noise);
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo(-1);
        } catch (java.net.SocketException e) {
            // Refused so fast that the connection was reset.
            assertThat(e).isNotNull();
        }
    }
}
