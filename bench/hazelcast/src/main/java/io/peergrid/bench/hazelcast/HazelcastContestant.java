package io.peergrid.bench.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.config.MapConfig;
import com.hazelcast.config.NearCacheConfig;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.instance.BuildInfoProvider;
import io.peergrid.bench.harness.Contestant;
import io.peergrid.bench.harness.Member;
import io.peergrid.bench.harness.Seat;
import java.util.List;

/** Hazelcast, embedded: one backup, statistics off, the modules opened as its manual asks. */
public final class HazelcastContestant implements Contestant {
    static final String SAFE = "safe";
    static final String ASYNC_BACKUP = "async-backup";
    static final String NEAR = "near";

    @Override
    public String title() {
        return "Hazelcast " + BuildInfoProvider.getBuildInfo().getVersion();
    }

    @Override
    public int processes() {
        return 3;
    }

    @Override
    public List<String> jvmOptions() {
        return List.of(
                "--add-modules=java.se",
                "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                "--add-opens=java.management/sun.management=ALL-UNNAMED",
                "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED");
    }

    @Override
    public Member start(Seat seat) {
        int port = Seat.freePort();
        Config config = new Config();
        config.setClusterName(seat.run());
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.logging.type", "jdk");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.getNetworkConfig().setPort(port).setPortAutoIncrement(false);
        config.getNetworkConfig().getInterfaces().setEnabled(true).addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getNetworkConfig()
                .getJoin()
                .getTcpIpConfig()
                .setEnabled(true)
                .addMember(seat.join().isEmpty() ? "127.0.0.1:" + port : seat.join());
        config.addMapConfig(map(SAFE).setBackupCount(1));
        config.addMapConfig(map(ASYNC_BACKUP).setBackupCount(0).setAsyncBackupCount(1));
        config.addMapConfig(
                map(NEAR).setBackupCount(1).setNearCacheConfig(new NearCacheConfig().setCacheLocalEntries(true)));
        return new HazelcastMember(Hazelcast.newHazelcastInstance(config), "127.0.0.1:" + port);
    }

    private static MapConfig map(String name) {
        return new MapConfig(name).setStatisticsEnabled(false);
    }
}
