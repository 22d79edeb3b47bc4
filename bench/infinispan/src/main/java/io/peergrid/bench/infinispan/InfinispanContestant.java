package io.peergrid.bench.infinispan;

import io.peergrid.bench.harness.Contestant;
import io.peergrid.bench.harness.Member;
import io.peergrid.bench.harness.Seat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.infinispan.commons.util.Version;
import org.infinispan.manager.DefaultCacheManager;

/** Infinispan, embedded: its TCP stack, distributed caches with two owners, statistics off. */
public final class InfinispanContestant implements Contestant {

    @Override
    public String title() {
        return "Infinispan " + Version.getVersion();
    }

    @Override
    public int processes() {
        return 3;
    }

    @Override
    public List<String> jvmOptions() {
        return List.of("-Djava.net.preferIPv4Stack=true");
    }

    @Override
    public Member start(Seat seat) throws IOException {
        int port = Seat.freePort();
        String first = seat.join().isEmpty() ? Integer.toString(port) : seat.join();
        System.setProperty("jgroups.bind.address", "127.0.0.1");
        System.setProperty("jgroups.bind.port", Integer.toString(port));
        System.setProperty("jgroups.port_range", "0");
        // Its failure detection listens at the transport's port plus this.
        System.setProperty("jgroups.fd.port-offset", Integer.toString(Seat.freePort() - port));
        String configuration = resource().replace("FIRST_PORT", first).replace("CLUSTER", seat.run());
        InputStream stream = new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8));
        return new InfinispanMember(new DefaultCacheManager(stream), Integer.toString(port));
    }

    private static String resource() throws IOException {
        try (InputStream in = InfinispanContestant.class.getResourceAsStream("infinispan.xml")) {
            if (in == null) {
                throw new IOException("infinispan.xml is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
