package io.peergrid.transport.jgroups;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.ports.TransportContract;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

final class JGroupsTransportTest extends TransportContract {
    @TempDir
    private Path base;

    private final List<Transport> open = new ArrayList<>();

    @Override
    protected Transport create() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        JGroupsSettings settings =
                JGroupsSettings.local("contract").withDiscovery(new MemberDiscovery.LocalLoopback(base));
        Transport transport = new JGroupsTransport(settings, new MemberId(random.nextLong(), random.nextLong()));
        open.add(transport);
        return transport;
    }

    @Override
    protected void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(5))
                .until(condition::getAsBoolean);
    }

    @Override
    protected void settle() {
        Awaitility.await().pollDelay(Duration.ofMillis(150)).until(() -> true);
    }

    @AfterEach
    void closeAll() {
        open.forEach(Transport::close);
    }
}
