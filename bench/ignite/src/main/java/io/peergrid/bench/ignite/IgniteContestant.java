package io.peergrid.bench.ignite;

import io.peergrid.bench.harness.Contestant;
import io.peergrid.bench.harness.Member;
import io.peergrid.bench.harness.Seat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import org.apache.ignite.Ignition;
import org.apache.ignite.configuration.DataRegionConfiguration;
import org.apache.ignite.configuration.DataStorageConfiguration;
import org.apache.ignite.configuration.IgniteConfiguration;
import org.apache.ignite.spi.communication.tcp.TcpCommunicationSpi;
import org.apache.ignite.spi.discovery.tcp.TcpDiscoverySpi;
import org.apache.ignite.spi.discovery.tcp.ipfinder.vm.TcpDiscoveryVmIpFinder;

/** Ignite 2, embedded: atomic caches in memory, one backup, the packages opened as its manual asks. */
public final class IgniteContestant implements Contestant {
    private static final long REGION_BYTES = 2L << 30;
    private static final long FIRST_REGION_BYTES = 256L << 20;

    @Override
    public String title() {
        Properties properties = new Properties();
        // Its own class for that needs the opened packages already.
        try (InputStream in = Ignition.class.getResourceAsStream("/ignite.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "Ignite " + properties.getProperty("ignite.version");
    }

    @Override
    public int processes() {
        return 3;
    }

    @Override
    public List<String> jvmOptions() {
        return List.of(
                "--add-opens=java.base/jdk.internal.access=ALL-UNNAMED",
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens=java.base/sun.util.calendar=ALL-UNNAMED",
                "--add-opens=java.management/com.sun.jmx.mbeanserver=ALL-UNNAMED",
                "--add-opens=jdk.internal.jvmstat/sun.jvmstat.monitor=ALL-UNNAMED",
                "--add-opens=java.base/sun.reflect.generics.reflectiveObjects=ALL-UNNAMED",
                "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/java.net=ALL-UNNAMED",
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent.locks=ALL-UNNAMED",
                "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
                "--add-opens=java.base/java.math=ALL-UNNAMED",
                "--add-opens=java.base/java.time=ALL-UNNAMED",
                "--add-opens=java.base/sun.security.ssl=ALL-UNNAMED",
                "--add-opens=java.base/sun.security.x509=ALL-UNNAMED",
                "--add-opens=java.logging/java.util.logging=ALL-UNNAMED",
                "-DIGNITE_QUIET=true",
                "-DIGNITE_NO_ASCII=true",
                "-DIGNITE_UPDATE_NOTIFIER=false",
                "-DIGNITE_NO_SHUTDOWN_HOOK=true",
                "-Djava.net.preferIPv4Stack=true");
    }

    @Override
    public Member start(Seat seat) {
        int port = Seat.freePort();
        String first = seat.join().isEmpty() ? "127.0.0.1:" + port : seat.join();
        TcpDiscoverySpi discovery = new TcpDiscoverySpi();
        discovery.setLocalAddress("127.0.0.1");
        discovery.setLocalPort(port);
        discovery.setLocalPortRange(0);
        discovery.setIpFinder(new TcpDiscoveryVmIpFinder().setAddresses(List.of(first)));
        TcpCommunicationSpi communication = new TcpCommunicationSpi();
        communication.setLocalAddress("127.0.0.1");
        communication.setLocalPort(Seat.freePort());
        DataRegionConfiguration region = new DataRegionConfiguration()
                .setName("region")
                .setInitialSize(FIRST_REGION_BYTES)
                .setMaxSize(REGION_BYTES)
                .setMetricsEnabled(true);
        IgniteConfiguration configuration = new IgniteConfiguration()
                .setIgniteInstanceName(seat.run())
                .setWorkDirectory(seat.directory()
                        .resolve("ignite-" + seat.index())
                        .toAbsolutePath()
                        .toString())
                .setConsistentId(Integer.toString(seat.index()))
                .setLocalHost("127.0.0.1")
                .setDiscoverySpi(discovery)
                .setCommunicationSpi(communication)
                .setClientConnectorConfiguration(null)
                .setConnectorConfiguration(null)
                .setMetricsLogFrequency(0)
                .setPeerClassLoadingEnabled(false)
                .setDataStorageConfiguration(new DataStorageConfiguration().setDefaultDataRegionConfiguration(region));
        return new IgniteMember(Ignition.start(configuration), "127.0.0.1:" + port);
    }
}
