package io.peergrid.bench.micro;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridMap;
import io.peergrid.NearCopies;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Entries that another member holds, read through near copies by one that holds none, beside Caffeine: without expiry, and with one, for which it reads the
 * clock as the near copies do. With a long bound, so that a machine that is busy otherwise measures reads of copies and nothing else.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class NearReads {
    private static final String MAP = "entries";

    /** How many keys are read, uniformly. */
    @Param({"1000", "100000"})
    public int count;

    private String[] keys;
    private Cache<String, byte[]> caffeine;
    private Cache<String, byte[]> expiring;
    private Grid owner;
    private Grid reader;
    private GridMap<String, byte[]> near;

    @Setup
    public void load() {
        String name = "micro-" + ProcessHandle.current().pid();
        keys = new String[count];
        caffeine = Caffeine.newBuilder().maximumSize(2L * count).build();
        expiring = Caffeine.newBuilder()
                .maximumSize(2L * count)
                .expireAfterWrite(Duration.ofHours(1))
                .build();
        owner = Grid.join(GridConfig.local().name(name).build());
        reader = Grid.join(GridConfig.local()
                .name(name)
                .observer()
                .nearMap(MAP, NearCopies.atMost(2L * count).staleness(Duration.ofSeconds(10)))
                .build());
        GridMap<String, byte[]> entries = owner.map(MAP, String.class, byte[].class);
        near = reader.map(MAP, String.class, byte[].class);
        for (int i = 0; i < count; i++) {
            keys[i] = String.format("user:%011d", i);
            entries.set(keys[i], new byte[100]);
            caffeine.put(keys[i], new byte[100]);
            expiring.put(keys[i], new byte[100]);
        }
        for (int round = 0; round < 2; round++) {
            for (String key : keys) {
                near.get(key);
            }
        }
    }

    @TearDown
    public void close() {
        reader.close();
        owner.close();
    }

    private String any() {
        return keys[ThreadLocalRandom.current().nextInt(count)];
    }

    @Benchmark
    public byte @Nullable [] nearGet() {
        return near.get(any());
    }

    @Benchmark
    public byte @Nullable [] caffeineGet() {
        return caffeine.getIfPresent(any());
    }

    @Benchmark
    public byte @Nullable [] caffeineGetExpiring() {
        return expiring.getIfPresent(any());
    }

    @Benchmark
    public long clock() {
        return System.nanoTime();
    }
}
