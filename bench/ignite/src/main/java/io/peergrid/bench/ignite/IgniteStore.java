package io.peergrid.bench.ignite;

import io.peergrid.bench.harness.Store;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cluster.ClusterNode;
import org.jspecify.annotations.Nullable;

/** A cache of Ignite. */
final class IgniteStore implements Store {
    private final Ignite ignite;
    private final IgniteCache<String, byte[]> cache;
    private final IgniteCache<String, Long> counters;
    private String[] keys = {};

    IgniteStore(Ignite ignite, IgniteCache<String, byte[]> cache, IgniteCache<String, Long> counters) {
        this.ignite = ignite;
        this.cache = cache;
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
        ClusterNode here = ignite.cluster().localNode();
        var affinity = ignite.<String>affinity(cache.getName());
        if (affinity.isPrimary(here, keys[key])) {
            return Place.OWNED;
        }
        return affinity.isBackup(here, keys[key]) ? Place.BACKUP : Place.ELSEWHERE;
    }

    @Override
    public byte @Nullable [] get(int key) {
        return cache.get(keys[key]);
    }

    @Override
    public void put(int key, byte[] value) {
        cache.put(keys[key], value);
    }

    @Override
    public int getAll(int[] asked) {
        Set<String> names = new HashSet<>(asked.length * 2);
        for (int key : asked) {
            names.add(keys[key]);
        }
        return cache.getAll(names).size();
    }

    /** Sorted, as its manual asks for. */
    @Override
    public void putAll(int[] some, byte[][] values) {
        Map<String, byte[]> entries = new TreeMap<>();
        for (int i = 0; i < some.length; i++) {
            entries.put(keys[some[i]], values[i]);
        }
        cache.putAll(entries);
    }

    @Override
    public CompletionStage<?> putAsync(int key, byte[] value) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        cache.putAsync(keys[key], value).listen(future -> {
            try {
                future.get();
                done.complete(true);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    @Override
    public void add(int counter) {
        counters.invoke(keys[counter], new AddOne());
    }
}
