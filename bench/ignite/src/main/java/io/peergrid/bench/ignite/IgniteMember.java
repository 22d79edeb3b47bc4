package io.peergrid.bench.ignite;

import io.peergrid.bench.harness.Member;
import io.peergrid.bench.harness.Store;
import java.util.stream.Stream;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cache.CacheAtomicityMode;
import org.apache.ignite.cache.CachePeekMode;
import org.apache.ignite.cache.CacheWriteSynchronizationMode;
import org.apache.ignite.cluster.ClusterNode;
import org.apache.ignite.configuration.CacheConfiguration;
import org.apache.ignite.configuration.NearCacheConfiguration;

/** A member of an Ignite cluster. */
final class IgniteMember implements Member {
    private final Ignite ignite;
    private final String address;

    IgniteMember(Ignite ignite, String address) {
        this.ignite = ignite;
        this.address = address;
        for (Kind kind : Kind.values()) {
            ignite.getOrCreateCache(configuration(kind));
        }
        ignite.getOrCreateCache(IgniteMember.<Long>configuration("counters", CacheWriteSynchronizationMode.FULL_SYNC));
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
        if (ignite.cluster().nodes().size() != members) {
            return false;
        }
        var affinity = ignite.affinity(Kind.SAFE.name());
        int fair = affinity.partitions() / members;
        Stream<ClusterNode> nodes = ignite.cluster().nodes().stream();
        return nodes.allMatch(node -> affinity.primaryPartitions(node).length > fair * 7 / 10)
                && ignite.cache(Kind.SAFE.name()).localMetrics().getRebalancingPartitionsCount() == 0;
    }

    private static CacheConfiguration<String, byte[]> configuration(Kind kind) {
        CacheWriteSynchronizationMode mode = kind == Kind.ASYNC_BACKUP
                ? CacheWriteSynchronizationMode.PRIMARY_SYNC
                : CacheWriteSynchronizationMode.FULL_SYNC;
        CacheConfiguration<String, byte[]> configuration = IgniteMember.<byte[]>configuration(kind.name(), mode);
        return kind == Kind.NEAR
                ? configuration.setNearConfiguration(new NearCacheConfiguration<String, byte[]>())
                : configuration;
    }

    private static <V> CacheConfiguration<String, V> configuration(String name, CacheWriteSynchronizationMode mode) {
        return new CacheConfiguration<String, V>(name)
                .setAtomicityMode(CacheAtomicityMode.ATOMIC)
                .setBackups(1)
                .setWriteSynchronizationMode(mode);
    }

    @Override
    public Store store(Kind kind) {
        IgniteCache<String, byte[]> cache = ignite.cache(kind.name());
        return new IgniteStore(ignite, cache, ignite.cache("counters"));
    }

    @Override
    public long copiesHere() {
        return ignite.cache(Kind.SAFE.name()).localSizeLong(CachePeekMode.PRIMARY, CachePeekMode.BACKUP);
    }

    @Override
    public long bytesOffHeap() {
        var metrics = ignite.dataRegionMetrics("region");
        return metrics == null ? 0 : (long) (metrics.getTotalUsedPages() * (double) metrics.getPageSize());
    }
}
