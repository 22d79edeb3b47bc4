package io.peergrid.bench.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.partition.Partition;
import io.peergrid.bench.harness.Member;
import io.peergrid.bench.harness.Store;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** A member of a Hazelcast cluster. */
final class HazelcastMember implements Member {
    private final HazelcastInstance hazelcast;
    private final String address;

    HazelcastMember(HazelcastInstance hazelcast, String address) {
        this.hazelcast = hazelcast;
        this.address = address;
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void awaitMembers(int members) throws InterruptedException {
        while (!isBalanced(members)) {
            Thread.sleep(5);
        }
    }

    private boolean isBalanced(int members) {
        if (hazelcast.getCluster().getMembers().size() != members) {
            return false;
        }
        Map<UUID, Integer> owned = new HashMap<>();
        for (Partition partition : hazelcast.getPartitionService().getPartitions()) {
            if (partition.getOwner() == null) {
                return false;
            }
            owned.merge(partition.getOwner().getUuid(), 1, Integer::sum);
        }
        int fair = hazelcast.getPartitionService().getPartitions().size() / members;
        return owned.size() == members
                && owned.values().stream().allMatch(count -> count > fair * 9 / 10)
                && hazelcast.getPartitionService().isClusterSafe();
    }

    @Override
    public Store store(Kind kind) {
        String name =
                switch (kind) {
                    case SAFE -> HazelcastContestant.SAFE;
                    case ASYNC_BACKUP -> HazelcastContestant.ASYNC_BACKUP;
                    case NEAR -> HazelcastContestant.NEAR;
                };
        return new HazelcastStore(hazelcast, hazelcast.getMap(name), hazelcast.getMap("counters"));
    }

    @Override
    public long copiesHere() {
        var statistics = hazelcast.getMap(HazelcastContestant.SAFE).getLocalMapStats();
        return statistics.getOwnedEntryCount() + statistics.getBackupEntryCount();
    }
}
