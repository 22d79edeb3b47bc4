package io.peergrid.bench.hazelcast;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.peergrid.bench.harness.Store;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A map of Hazelcast. */
final class HazelcastStore implements Store {
    private final HazelcastInstance hazelcast;
    private final IMap<String, byte[]> map;
    private final IMap<String, Long> counters;
    private String[] keys = {};

    HazelcastStore(HazelcastInstance hazelcast, IMap<String, byte[]> map, IMap<String, Long> counters) {
        this.hazelcast = hazelcast;
        this.map = map;
        this.counters = counters;
    }

    @Override
    public void prepare(int count) {
        keys = new String[count];
        for (int i = 0; i < count; i++) {
            keys[i] = Store.key(i);
        }
    }

    /** Backups are not read unless asked for, so where they are does not matter. */
    @Override
    public Place place(int key) {
        Member owner = hazelcast.getPartitionService().getPartition(keys[key]).getOwner();
        return owner != null && owner.localMember() ? Place.OWNED : Place.ELSEWHERE;
    }

    @Override
    public byte @Nullable [] get(int key) {
        return map.get(keys[key]);
    }

    @Override
    public void put(int key, byte[] value) {
        map.set(keys[key], value);
    }

    @Override
    public int getAll(int[] asked) {
        Set<String> names = new HashSet<>(asked.length * 2);
        for (int key : asked) {
            names.add(keys[key]);
        }
        return map.getAll(names).size();
    }

    @Override
    public void putAll(int[] some, byte[][] values) {
        Map<String, byte[]> entries = new HashMap<>(some.length * 2);
        for (int i = 0; i < some.length; i++) {
            entries.put(keys[some[i]], values[i]);
        }
        map.setAll(entries);
    }

    @Override
    public CompletionStage<?> putAsync(int key, byte[] value) {
        return map.setAsync(keys[key], value);
    }

    @Override
    public void add(int counter) {
        counters.executeOnKey(keys[counter], new AddOne());
    }
}
