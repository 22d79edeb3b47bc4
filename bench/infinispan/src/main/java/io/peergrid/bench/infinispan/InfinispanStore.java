package io.peergrid.bench.infinispan;

import io.peergrid.bench.harness.Store;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.infinispan.AdvancedCache;
import org.infinispan.context.Flag;
import org.infinispan.distribution.DistributionInfo;
import org.infinispan.util.function.SerializableBiFunction;
import org.jspecify.annotations.Nullable;

/** A cache of Infinispan. Values come out as the stored arrays themselves, which is how it works. */
final class InfinispanStore implements Store {
    private static final SerializableBiFunction<String, @Nullable Long, Long> ADD_ONE =
            (key, before) -> before == null ? 1L : before + 1;

    private final AdvancedCache<String, byte[]> cache;
    private final AdvancedCache<String, byte[]> forWriting;
    private final AdvancedCache<String, Long> counters;
    private String[] keys = {};

    InfinispanStore(AdvancedCache<String, byte[]> cache, AdvancedCache<String, Long> counters) {
        this.cache = cache;
        this.forWriting = cache.withFlags(Flag.IGNORE_RETURN_VALUES);
        this.counters = counters;
    }

    @Override
    public void prepare(int count) {
        keys = new String[count];
        for (int i = 0; i < count; i++) {
            keys[i] = Store.key(i);
        }
    }

    @Override
    public Place place(int key) {
        DistributionInfo info =
                cache.getDistributionManager().getCacheTopology().getDistribution(keys[key]);
        return info.isPrimary() ? Place.OWNED : info.isReadOwner() ? Place.BACKUP : Place.ELSEWHERE;
    }

    @Override
    public byte @Nullable [] get(int key) {
        return cache.get(keys[key]);
    }

    @Override
    public void put(int key, byte[] value) {
        forWriting.put(keys[key], value);
    }

    @Override
    public int getAll(int[] asked) {
        Set<String> names = new HashSet<>(asked.length * 2);
        for (int key : asked) {
            names.add(keys[key]);
        }
        return cache.getAll(names).size();
    }

    @Override
    public void putAll(int[] some, byte[][] values) {
        Map<String, byte[]> entries = new HashMap<>(some.length * 2);
        for (int i = 0; i < some.length; i++) {
            entries.put(keys[some[i]], values[i]);
        }
        forWriting.putAll(entries);
    }

    @Override
    public CompletionStage<?> putAsync(int key, byte[] value) {
        return forWriting.putAsync(keys[key], value);
    }

    @Override
    public void add(int counter) {
        counters.compute(keys[counter], ADD_ONE);
    }
}
