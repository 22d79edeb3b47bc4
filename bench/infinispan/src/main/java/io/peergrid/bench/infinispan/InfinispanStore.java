package io.peergrid.bench.infinispan;

import io.peergrid.bench.harness.StringKeys;
import java.util.HashMap;
import java.util.HashSet;
import java.util.concurrent.CompletionStage;
import org.infinispan.AdvancedCache;
import org.infinispan.context.Flag;
import org.infinispan.distribution.DistributionInfo;
import org.infinispan.util.function.SerializableBiFunction;
import org.jspecify.annotations.Nullable;

/** A cache of Infinispan. Values come out as the stored arrays themselves, which is how it works. */
final class InfinispanStore extends StringKeys {
    private static final SerializableBiFunction<String, @Nullable Long, Long> ADD_ONE =
            (key, before) -> before == null ? 1L : before + 1;

    private final AdvancedCache<String, byte[]> cache;
    private final AdvancedCache<String, byte[]> forWriting;
    private final AdvancedCache<String, Long> counters;

    InfinispanStore(AdvancedCache<String, byte[]> cache, AdvancedCache<String, Long> counters) {
        this.cache = cache;
        this.forWriting = cache.withFlags(Flag.IGNORE_RETURN_VALUES);
        this.counters = counters;
    }

    @Override
    public Place place(int key) {
        DistributionInfo info =
                cache.getDistributionManager().getCacheTopology().getDistribution(name(key));
        return info.isPrimary() ? Place.OWNED : info.isReadOwner() ? Place.BACKUP : Place.ELSEWHERE;
    }

    @Override
    public byte @Nullable [] get(int key) {
        return cache.get(name(key));
    }

    @Override
    public void put(int key, byte[] value) {
        forWriting.put(name(key), value);
    }

    @Override
    public int getAll(int[] asked) {
        return cache.getAll(fill(new HashSet<>(asked.length * 2), asked)).size();
    }

    @Override
    public void putAll(int[] some, byte[][] values) {
        forWriting.putAll(fill(new HashMap<>(some.length * 2), some, values));
    }

    @Override
    public CompletionStage<?> putAsync(int key, byte[] value) {
        return forWriting.putAsync(name(key), value);
    }

    @Override
    public void add(int counter) {
        counters.compute(name(counter), ADD_ONE);
    }
}
