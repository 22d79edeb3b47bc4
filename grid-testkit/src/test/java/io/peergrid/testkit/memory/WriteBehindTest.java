package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peergrid.BacklogFigures;
import io.peergrid.CacheConfig;
import io.peergrid.CacheConfigBuilder;
import io.peergrid.CacheLoader;
import io.peergrid.CacheWrite;
import io.peergrid.CacheWriter;
import io.peergrid.Eviction;
import io.peergrid.EvictionPolicy;
import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.GridConfigBuilder;
import io.peergrid.GridException;
import io.peergrid.ParkedWrite;
import io.peergrid.WriteBehind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 2, unit = TimeUnit.MINUTES)
class WriteBehindTest extends OnThreeMembers {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final WriteBehind SOON = WriteBehind.defaults()
            .delay(Duration.ofMillis(20))
            .batch(50)
            .retries(Duration.ofMillis(20), Duration.ofMillis(100), 3);

    private final FencedStore store = new FencedStore();
    private final FencedStore other = new FencedStore();

    /** Rows with their versions, for all members; refuses older versions as a database would. */
    private static final class FencedStore implements CacheWriter<String, String>, CacheLoader<String, String> {
        private final Map<String, CacheWrite<String, String>> rows = new ConcurrentHashMap<>();
        private final Set<String> refused = ConcurrentHashMap.newKeySet();
        private final Map<String, AtomicInteger> atOnce = new ConcurrentHashMap<>();
        private final AtomicInteger mostAtOnce = new AtomicInteger();
        private volatile boolean down;
        private volatile CountDownLatch hanging = new CountDownLatch(0);
        private final AtomicInteger interrupted = new AtomicInteger();

        @Override
        public void write(CacheWrite<String, String> write) throws Exception {
            AtomicInteger now = atOnce.computeIfAbsent(write.key(), unknown -> new AtomicInteger());
            mostAtOnce.accumulateAndGet(now.incrementAndGet(), Math::max);
            try {
                hang();
                if (down) {
                    throw new IOException("connection refused");
                }
                if (refused.contains(write.key())) {
                    throw new IllegalStateException("the row of " + write.key() + " is refused");
                }
                rows.merge(write.key(), write, (old, young) -> young.version() > old.version() ? young : old);
            } finally {
                now.decrementAndGet();
            }
        }

        private void hang() {
            boolean open = false;
            while (!open) {
                try {
                    hanging.await();
                    open = true;
                } catch (InterruptedException e) {
                    interrupted.incrementAndGet();
                }
            }
        }

        @Override
        public String load(String key) {
            CacheWrite<String, String> row = rows.get(key);
            return row == null ? null : row.value();
        }

        Map<String, String> content() {
            Map<String, String> content = new HashMap<>();
            rows.forEach((key, row) -> {
                if (!row.isDelete()) {
                    content.put(key, row.value());
                }
            });
            return content;
        }
    }

    @Override
    GridConfigBuilder configured(GridConfigBuilder config) {
        return config.cache(cacheOf("soon", store, SOON).build())
                .cache(cacheOf("late", store, SOON.delay(NEVER)).build())
                .cache(cacheOf("small", store, SOON.delay(NEVER))
                        .eviction(Eviction.by(EvictionPolicy.ALLKEYS_LRU).maxEntries(30))
                        .build())
                .cache(cacheOf("hanging", other, SOON.timeout(Duration.ofMillis(50)))
                        .build());
    }

    private static CacheConfigBuilder<String, String> cacheOf(String name, FencedStore store, WriteBehind settings) {
        return CacheConfig.of(name, String.class, String.class).loader(store).writeBehind(store, settings);
    }

    private static GridCache<String, String> cache(Grid grid, String name) {
        return grid.cache(name, String.class, String.class);
    }

    @Test
    void changesReachTheStoreWithoutBeingWaitedFor() {
        GridCache<String, String> cache = cache(a, "soon");
        Map<String, String> model = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            cache.put("k" + i % 100, "v" + i);
            model.put("k" + i % 100, "v" + i);
        }
        assertThat(cache.remove("k7")).isEqualTo("v407");
        model.remove("k7");
        assertThat(cache(b, "soon").get("k7")).isNull();

        assertThat(cache(b, "soon").backlog().awaitStored(PATIENCE)).isTrue();
        assertThat(store.content()).isEqualTo(model);
        assertThat(store.mostAtOnce).hasValue(1);
        assertThat(cluster.grids().stream()
                        .mapToLong(grid -> cache(grid, "soon").cacheStatistics().writes())
                        .sum())
                .isGreaterThanOrEqualTo(100);
        assertThat(cache.backlog().figures()).isEqualTo(new BacklogFigures(0, 0, Duration.ZERO));
    }

    @Test
    void whatWaitsIsReadThoughTheCacheHasLostIt() {
        GridCache<String, String> cache = cache(a, "late");
        store.rows.put("k", new CacheWrite<>("k", "old", 1));
        store.rows.put("gone", new CacheWrite<>("gone", "old", 1));
        cache.put("k", "new");
        cache.remove("gone");
        cache.clear();
        assertThat(cache.invalidate("k")).isFalse();

        assertThat(cache(b, "late").get("k")).isEqualTo("new");
        assertThat(cache(b, "late").get("gone")).isNull();
        cache.invalidate("k");
        assertThat(cache.putIfAbsent("k", "newer")).isEqualTo("new");
        cache.invalidate("k");
        assertThat(cache.replace("k", "new", "newest")).isTrue();
        assertThat(cache.backlog().awaitStored(PATIENCE)).isTrue();
        assertThat(store.content()).isEqualTo(Map.of("k", "newest"));
    }

    @Test
    void evictionLosesNoChange() {
        GridCache<String, String> cache = cache(a, "small");
        Map<String, String> model = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            cache.put("k" + i, "v" + i);
            model.put("k" + i, "v" + i);
        }
        await().atMost(PATIENCE).until(() -> cache.size() < 200);
        assertThat(cache.backlog().figures().waiting()).isEqualTo(500);
        assertThat(cache.get("k0")).isEqualTo("v0");
        assertThat(cache.backlog().awaitStored(PATIENCE)).isTrue();
        assertThat(store.content()).isEqualTo(model);
    }

    @Test
    void aMemberThatIsKilledWithAFullBacklogLosesNothing() throws Exception {
        GridCache<String, String> cache = cache(b, "late");
        Map<String, String> model = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            cache.put("k" + i, "v" + i);
            model.put("k" + i, "v" + i);
        }
        cluster.kill(a);
        assertThat(insist(() -> cache.backlog().awaitStored(PATIENCE))).isTrue();
        assertThat(store.content()).isEqualTo(model);
    }

    @Test
    void updatesWhileMembersAreKilledAndJoinEndAsTheLastOfEachKey() throws Exception {
        GridCache<String, String> cache = cache(b, "soon");
        Map<String, String> model = new HashMap<>();
        for (int round = 0; round < 3; round++) {
            Grid victim = cluster.grids().stream()
                    .filter(grid -> grid != b)
                    .findFirst()
                    .orElseThrow();
            for (int i = 0; i < 1_000; i++) {
                if (i == 500) {
                    cluster.kill(victim);
                }
                String key = "k" + i % 200;
                String value = "v" + round + "-" + i;
                untilDone(() -> cache.put(key, value));
                model.put(key, value);
            }
            cluster.join("n" + round, this::configured);
            cluster.awaitBalanced();
        }
        assertThat(insist(() -> cache.backlog().awaitStored(PATIENCE))).isTrue();
        assertThat(store.content()).isEqualTo(model);
    }

    /** A put of the same value may be repeated whatever became of it. */
    private static void untilDone(Runnable put) {
        boolean done = false;
        while (!done) {
            try {
                put.run();
                done = true;
            } catch (GridException unclear) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aRefusedRowHoldsUpNobodyAndIsParkedUntilSomebodyAsks() {
        store.refused.add("k3");
        GridCache<String, String> cache = cache(a, "soon");
        for (int i = 0; i < 10; i++) {
            cache.put("k" + i, "v");
        }
        await().atMost(PATIENCE)
                .until(() -> cache.backlog().figures().parked() == 1
                        && cache.backlog().figures().waiting() == 0);
        assertThat(store.content()).hasSize(9);
        assertThat(cache.backlog().awaitStored(PATIENCE)).isFalse();
        List<ParkedWrite<String, String>> parked = cache(b, "soon").backlog().parked(10);
        assertThat(parked).singleElement().satisfies(write -> {
            assertThat(write.key()).isEqualTo("k3");
            assertThat(write.attempts()).isEqualTo(3);
            assertThat(write.error()).contains("is refused");
        });

        store.refused.clear();
        assertThat(cache.backlog().retryParked()).isEqualTo(1);
        assertThat(cache.backlog().awaitStored(PATIENCE)).isTrue();
        assertThat(store.content()).hasSize(10);
    }

    @Test
    void aStoreThatIsDownForAWhileGetsEverythingAfterwards() {
        store.down = true;
        GridCache<String, String> cache = cache(a, "soon");
        for (int i = 0; i < 300; i++) {
            cache.put("k" + i, "v");
        }
        assertThat(cache.backlog().awaitStored(Duration.ofSeconds(1))).isFalse();
        assertThat(cache.backlog().figures().waiting()).isEqualTo(300);
        assertThat(cache.backlog().figures().oldest()).isGreaterThan(Duration.ofMillis(500));

        store.down = false;
        await().atMost(PATIENCE).until(() -> store.content().size() == 300);
    }

    @Test
    void aWriterThatHangsStopsNoOtherCache() {
        other.hanging = new CountDownLatch(1);
        GridCache<String, String> hanging = cache(a, "hanging");
        for (int i = 0; i < 300; i++) {
            hanging.put("k" + i, "v");
        }
        await().atMost(PATIENCE).until(() -> other.interrupted.get() > 0);
        GridCache<String, String> cache = cache(a, "soon");
        for (int i = 0; i < 300; i++) {
            cache.put("k" + i, "v");
        }
        await().atMost(PATIENCE).until(() -> store.content().size() == 300);
        assertThat(other.content()).isEmpty();

        other.hanging.countDown();
        await().atMost(PATIENCE).until(() -> other.content().size() == 300);
        assertThat(other.mostAtOnce).hasValue(1);
    }

    @Test
    void membersThatCloseOneAfterTheOtherLeaveNothingBehind() {
        GridCache<String, String> cache = cache(a, "late");
        for (int i = 0; i < 300; i++) {
            cache.put("k" + i, "v");
        }
        List<Grid> grids = new ArrayList<>(cluster.grids());
        grids.forEach(grid -> grid.close(PATIENCE));
        assertThat(store.content()).hasSize(300);
    }
}
