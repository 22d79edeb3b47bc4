package io.peergrid.bench.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.peergrid.bench.harness.StringKeys;
import java.util.HashMap;
import java.util.HashSet;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A map of Hazelcast. */
final class HazelcastStore extends StringKeys {
    private final HazelcastInstance hazelcast;
    private final IMap<String, byte[]> map;
    private final IMap<String, Long> counters;

    HazelcastStore(HazelcastInstance hazelcast, IMap<String, byte[]> map, IMap<String, Long> counters) {
        this.hazelcast = hazelcast;
        this.map = map;
        this.counters = counters;
    }

    /** Backups are not read unless asked for, so where they are does not matter. */
    @Override
    public Place place(int key) {
        Member owner = hazelcast.getPartitionService().getPartition(name(key)).getOwner();
        return owner != null && owner.localMember() ? Place.OWNED : Place.ELSEWHERE;
    }

    @Override
    public byte @Nullable [] get(int key) {
        return map.get(name(key));
    }

    @Override
    public void put(int key, byte[] value) {
        map.set(name(key), value);
    }

    @Override
    public int getAll(int[] asked) {
        return map.getAll(fill(new HashSet<>(asked.length * 2), asked)).size();
    }

    @Override
    public void putAll(int[] some, byte[][] values) {
        map.setAll(fill(new HashMap<>(some.length * 2), some, values));
    }

    @Override
    public CompletionStage<?> putAsync(int key, byte[] value) {
        return map.setAsync(name(key), value);
    }

    @Override
    public void add(int counter) {
        counters.executeOnKey(name(counter), new AddOne());
    }
}
