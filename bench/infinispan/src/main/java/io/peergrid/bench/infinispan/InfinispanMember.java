package io.peergrid.bench.infinispan;

import io.peergrid.bench.harness.Member;
import io.peergrid.bench.harness.Store;
import org.infinispan.AdvancedCache;
import org.infinispan.distribution.LocalizedCacheTopology;
import org.infinispan.manager.EmbeddedCacheManager;
import org.infinispan.topology.CacheTopology;

/** A member of an Infinispan cluster. */
final class InfinispanMember implements Member {
    private final EmbeddedCacheManager manager;
    private final String address;

    InfinispanMember(EmbeddedCacheManager manager, String address) {
        this.manager = manager;
        this.address = address;
        manager.getCacheConfigurationNames().forEach(manager::getCache);
    }

    @Override
    public String address() {
        return address;
    }

    @Override
    public void awaitMembers(int members) throws InterruptedException {
        while (manager.getMembers().size() != members || !isBalanced(members)) {
            Thread.sleep(5);
        }
    }

    private boolean isBalanced(int members) {
        for (String name : manager.getCacheConfigurationNames()) {
            LocalizedCacheTopology topology = manager.<String, byte[]>getCache(name)
                    .getAdvancedCache()
                    .getDistributionManager()
                    .getCacheTopology();
            if (topology.getMembers().size() != members || topology.getPhase() != CacheTopology.Phase.NO_REBALANCE) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Store store(Kind kind) {
        String name =
                switch (kind) {
                    case SAFE -> "safe";
                    case ASYNC_BACKUP -> "async-backup";
                    case NEAR -> "near";
                };
        AdvancedCache<String, byte[]> cache =
                manager.<String, byte[]>getCache(name).getAdvancedCache();
        AdvancedCache<String, Long> counters =
                manager.<String, Long>getCache("counters").getAdvancedCache();
        return new InfinispanStore(cache, counters);
    }

    @Override
    public long copiesHere() {
        return manager.getCache("safe").getAdvancedCache().getDataContainer().sizeIncludingExpired();
    }
}
