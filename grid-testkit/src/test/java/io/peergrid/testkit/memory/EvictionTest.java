package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Eviction;
import io.peergrid.EvictionPolicy;
import io.peergrid.Grid;
import io.peergrid.GridConfigBuilder;
import io.peergrid.GridMap;
import io.peergrid.GridMemoryException;
import io.peergrid.ValueTooLargeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvictionTest {
    private static final int MOST = 600;
    /** Three members round their shares up. */
    private static final int ROUNDED = 3;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final InMemoryCluster cluster = new InMemoryCluster();

    @BeforeEach
    void start() {
        for (String name : List.of("a", "b", "c")) {
            cluster.join(name, EvictionTest::evicting);
        }
        cluster.awaitBalanced();
    }

    private static GridConfigBuilder evicting(GridConfigBuilder config) {
        for (EvictionPolicy policy : EvictionPolicy.values()) {
            config.evictMap(policy.name(), Eviction.by(policy).maxEntries(MOST));
        }
        return config.evictMap("small", Eviction.by(EvictionPolicy.ALLKEYS_LRU).maxBytes(60_000))
                .evictStructures("*", Eviction.by(EvictionPolicy.ALLKEYS_LRU).maxEntries(MOST));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @ParameterizedTest
    @EnumSource
    void keepsToTheBoundAndBackupsFollow(EvictionPolicy policy) {
        GridMap<Integer, String> map = cluster.grid(0).map(policy.name(), Integer.class, String.class);
        for (int i = 0; i < 3 * MOST; i++) {
            map.set(i, "value " + i, Duration.ofHours(1));
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(map.mappingCount()).isBetween(MOST * 9L / 10, MOST + (long) ROUNDED));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(entriesOf(policy.name())).isEqualTo(2 * map.mappingCount()));
        assertThat(evictionsOf(policy.name())).isEqualTo(3L * MOST - map.mappingCount());
    }

    @Test
    void nothingElseIsLostAndTheBoundHoldsWhileMembersComeAndGo() {
        GridMap<Integer, Integer> cache = cluster.grid(0).map("W_TINY_LFU", Integer.class, Integer.class);
        GridMap<Integer, Integer> data = cluster.grid(0).map("data", Integer.class, Integer.class);
        IntStream.range(0, 500).forEach(i -> data.set(i, i));
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; !over.get(); i++) {
                cache.set(i % 10_000, i);
            }
        });
        cluster.join("d", EvictionTest::evicting);
        cluster.awaitBalanced();
        cluster.kill(cluster.grid(1));
        cluster.awaitBalanced();
        cluster.stop(cluster.grid(1));
        cluster.awaitBalanced();
        over.set(true);
        writer.join();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cache.mappingCount()).isLessThanOrEqualTo(MOST + (long) ROUNDED));
        assertThat(data.mappingCount()).isEqualTo(500);
        assertThat(IntStream.range(0, 500)).allMatch(i -> Integer.valueOf(i).equals(data.get(i)));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(entriesOf("W_TINY_LFU")).isEqualTo(2 * cache.mappingCount()));
    }

    @Test
    void aReaderSeesTheLastValueOrNoneButNeverAnOlderOne() {
        GridMap<Integer, Integer> fromA = cluster.grid(0).map("ALLKEYS_LRU", Integer.class, Integer.class);
        GridMap<Integer, Integer> fromB = cluster.grid(1).map("ALLKEYS_LRU", Integer.class, Integer.class);
        AtomicIntegerArray written = new AtomicIntegerArray(2 * MOST);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 15_000; i++) {
                int key = ThreadLocalRandom.current().nextInt(written.length());
                fromA.set(key, i);
                written.set(key, i);
            }
            over.set(true);
        });
        while (!over.get()) {
            int key = ThreadLocalRandom.current().nextInt(written.length());
            int before = written.get(key);
            Integer found = fromB.get(key);
            if (found != null) {
                assertThat(found).isGreaterThanOrEqualTo(before);
            }
        }
        writer.join();
    }

    @Test
    void aStructureGoesWholeAndNoLockOrSemaphoreDoes() {
        Grid grid = cluster.grid(0);
        assertThat(grid.lock("lock").tryLock()).isTrue();
        for (int i = 0; i < 3 * MOST; i++) {
            grid.counter("counter" + i).incrementAndGet();
        }

        assertThat(grid.lock("lock").isHeldByCurrentThread()).isTrue();
        assertThat(cluster.grid(1).lock("lock").tryLock()).isFalse();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(IntStream.range(0, 3 * MOST)
                        .filter(i -> grid.counter("counter" + i).exists())
                        .count())
                .isBetween(MOST / 2L, MOST + (long) ROUNDED));
    }

    @Test
    void refusesWhatIsLargerThanAllMayBeTogether() {
        GridMap<Integer, byte[]> map = cluster.grid(0).map("small", Integer.class, byte[].class);

        assertThatThrownBy(() -> map.set(1, new byte[70_000])).isInstanceOf(ValueTooLargeException.class);
        assertThat(map.get(1)).isNull();
    }

    @Test
    void refusesNewEntriesOfAVolatilePolicyWhenNoneHasATimeToLive() {
        GridMap<Integer, String> map = cluster.grid(0).map("VOLATILE_TTL", Integer.class, String.class);

        assertThatThrownBy(() -> IntStream.range(0, 2 * MOST).forEach(i -> map.set(i, "stays")))
                .isInstanceOf(GridMemoryException.class);
        assertThat(evictionsOf("VOLATILE_TTL")).isZero();
    }

    private long entriesOf(String map) {
        return cluster.grids().stream()
                .mapToLong(grid ->
                        grid.map(map, Integer.class, Object.class).statistics().entriesHere())
                .sum();
    }

    private long evictionsOf(String map) {
        return cluster.grids().stream()
                .mapToLong(grid ->
                        grid.map(map, Integer.class, Object.class).statistics().evictions())
                .sum();
    }
}
