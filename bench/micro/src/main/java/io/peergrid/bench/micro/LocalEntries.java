package io.peergrid.bench.micro;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Entries that the caller's member owns, in a grid of one, beside maps of this JVM that hand out copies, too. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LocalEntries {
    private static final int COUNT = 100_000;

    private final String[] keys = new String[COUNT];
    private final byte[] value = new byte[100];
    private final ConcurrentHashMap<String, byte[]> hashMap = new ConcurrentHashMap<>();
    private final Cache<String, byte[]> caffeine =
            Caffeine.newBuilder().maximumSize(2L * COUNT).build();
    private Grid grid;
    private GridMap<String, byte[]> map;

    @Setup
    public void load() {
        grid = Grid.join(GridConfig.local()
                .name("micro-" + ProcessHandle.current().pid())
                .build());
        map = grid.map("entries", String.class, byte[].class);
        for (int i = 0; i < COUNT; i++) {
            keys[i] = String.format("user:%011d", i);
            map.set(keys[i], value);
            hashMap.put(keys[i], value.clone());
            caffeine.put(keys[i], value.clone());
        }
    }

    @TearDown
    public void close() {
        grid.close();
    }

    private String any() {
        return keys[ThreadLocalRandom.current().nextInt(COUNT)];
    }

    @Benchmark
    public byte @Nullable [] gridGet() {
        return map.get(any());
    }

    @Benchmark
    public void gridSet() {
        map.set(any(), value);
    }

    @Benchmark
    public byte[] hashMapGet() {
        return hashMap.get(any()).clone();
    }

    @Benchmark
    public byte[] caffeineGet() {
        return caffeine.getIfPresent(any()).clone();
    }
}
