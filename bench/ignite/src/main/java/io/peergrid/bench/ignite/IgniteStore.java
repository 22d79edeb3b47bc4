package io.peergrid.bench.ignite;

import io.peergrid.bench.harness.StringKeys;
import java.util.HashSet;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCache;
import org.apache.ignite.cluster.ClusterNode;
import org.jspecify.annotations.Nullable;

/** A cache of Ignite. */
final class IgniteStore extends StringKeys {
    private final Ignite ignite;
    private final IgniteCache<String, byte[]> cache;
    private final IgniteCache<String, Long> counters;

    IgniteStore(Ignite ignite, IgniteCache<String, byte[]> cache, IgniteCache<String, Long> counters) {
        this.ignite = ignite;
        this.cache = cache;
        this.counters = counters;
    }

    @Override
    public Place place(int key) {
        ClusterNode here = ignite.cluster().localNode();
        var affinity = ignite.<String>affinity(cache.getName());
        if (affinity.isPrimary(here, name(key))) {
            return Place.OWNED;
        }
        return affinity.isBackup(here, name(key)) ? Place.BACKUP : Place.ELSEWHERE;
    }

    @Override
    public byte @Nullable [] get(int key) {
        return cache.get(name(key));
    }

    @Override
    public void put(int key, byte[] value) {
        cache.put(name(key), value);
    }

    @Override
    public int getAll(int[] asked) {
        return cache.getAll(fill(new HashSet<>(asked.length * 2), asked)).size();
    }

    /** Sorted, as its manual asks for. */
    @Override
    public void putAll(int[] some, byte[][] values) {
        cache.putAll(fill(new TreeMap<>(), some, values));
    }

    @Override
    public CompletionStage<?> putAsync(int key, byte[] value) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        cache.putAsync(name(key), value).listen(future -> {
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
        counters.invoke(name(counter), new AddOne());
    }
}
