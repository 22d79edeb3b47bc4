package io.peergrid.transport.jgroups;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.ports.Transport.Lane;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;

/** Members of a test in one JVM, each with what it received. */
final class Members implements AutoCloseable {
    private final List<Started> started = new CopyOnWriteArrayList<>();

    /** A member that runs. */
    static final class Started implements Transport.Listener {
        final JGroupsTransport transport;
        final AtomicInteger received = new AtomicInteger();
        final ConcurrentLinkedQueue<byte[]> frames = new ConcurrentLinkedQueue<>();

        Started(JGroupsTransport transport) {
            this.transport = transport;
        }

        @Override
        public void received(MemberId from, Lane lane, byte[] frame) {
            frames.add(frame);
            received.incrementAndGet();
        }

        @Override
        public void appeared(MemberId peer) {}

        @Override
        public void disappeared(MemberId peer) {}
    }

    static JGroupsSettings local(String cluster, Path base) {
        return JGroupsSettings.local(cluster).withDiscovery(new MemberDiscovery.LocalLoopback(base));
    }

    static MemberId newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new MemberId(random.nextLong(), random.nextLong());
    }

    Started start(JGroupsSettings settings) {
        Started member = new Started(new JGroupsTransport(settings, newId()));
        started.add(member);
        member.transport.start(member);
        return member;
    }

    static void awaitUntil(String what, Duration within, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(within)
                .pollInterval(Duration.ofMillis(10))
                .until(condition::getAsBoolean);
    }

    static void awaitPair(Started a, Started b) {
        awaitUntil(
                "both see each other",
                Duration.ofSeconds(20),
                () -> a.transport.reachable().contains(b.transport.self())
                        && b.transport.reachable().contains(a.transport.self()));
    }

    @Override
    public void close() {
        started.parallelStream().forEach(member -> member.transport.close());
    }
}
