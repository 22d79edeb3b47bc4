package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Explanation;
import io.peergrid.Grid;
import io.peergrid.GridConfigBuilder;
import io.peergrid.GridException;
import io.peergrid.GridMap;
import io.peergrid.NearCopies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearCopiesTest extends OnThreeMembers {
    private static final Duration BOUND = NearCopies.DEFAULT_STALENESS;

    @Override
    GridConfigBuilder configured(GridConfigBuilder config) {
        return config.nearMap("near", NearCopies.atMost(1_000));
    }

    private static GridMap<String, Integer> near(Grid grid) {
        return grid.map("near", String.class, Integer.class);
    }

    /** A key of which this member has no copy. */
    private String keyElsewhere(Grid reader) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "key" + i)
                .filter(key -> {
                    Explanation where = reader.explain(key);
                    return !reader.self().equals(where.primary())
                            && !where.inSync().contains(reader.self());
                })
                .findFirst()
                .orElseThrow();
    }

    /** Reads until the grid is not asked any more. */
    private static void awaitCopy(GridMap<String, Integer> map, String key) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> {
            long before = asked(map);
            map.get(key);
            return asked(map) == before;
        });
    }

    private static long asked(GridMap<String, Integer> map) {
        return map.statistics().hits() + map.statistics().misses();
    }

    @Test
    void whatOthersHoldIsReadHereAndChangesAreSeenSoon() throws Exception {
        cluster.awaitBalanced();
        String key = keyElsewhere(a);
        near(b).set(key, 1);
        awaitCopy(near(a), key);
        assertThat(near(a).get(key)).isEqualTo(1);
        near(b).set(key, 2);
        await().until(() -> near(a).get(key) == 2);
        near(b).remove(key);
        await().until(() -> near(a).get(key) == null);
        awaitCopy(near(a), key);
        assertThat(near(a).async().get(key).toCompletableFuture().get()).isNull();
        near(b).put(key, 3, Duration.ofMillis(200));
        await().until(() -> near(a).get(key) != null);
        await().until(() -> near(a).get(key) == null);
    }

    @Test
    void aMemberReadsWhatItHasWrittenHoweverItWroteIt() {
        cluster.awaitBalanced();
        String key = keyElsewhere(a);
        GridMap<String, Integer> map = near(a);
        Runnable[] writes = {
            () -> map.set(key, 1),
            () -> map.put(key, 2),
            () -> map.replace(key, 2, 3),
            () -> map.merge(key, 1, Integer::sum),
            () -> map.putAll(Map.of(key, 5)),
            () -> map.async().set(key, 6).toCompletableFuture().join(),
            () -> map.withDeadline(Duration.ofSeconds(10)).set(key, 7),
            () -> a.transaction(
                    key, tx -> tx.map("near", String.class, Integer.class).put(key, 8)),
            () -> {
                var pipeline = a.pipeline();
                var unused = pipeline.map("near", String.class, Integer.class).set(key, 9);
                pipeline.execute();
            }
        };
        for (int i = 0; i < writes.length; i++) {
            awaitCopy(map, key);
            writes[i].run();
            assertThat(map.get(key)).as("write %s", i).isEqualTo(i + 1);
        }
        awaitCopy(map, key);
        assertThat(map.getAll(List.of(key))).containsEntry(key, writes.length);
        map.clear();
        assertThat(map.get(key)).isNull();
    }

    @Test
    void keysThatAreEqualOnlyAsBytesAreRefused() {
        assertThatThrownBy(() -> a.map("near", byte[].class, String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("near copies");
    }

    /** Each write is acknowledged before it is noted, and each read noted before it begins: a slow machine shows nothing that is not so. */
    @Test
    void noReadIsStalerThanTheBoundWhileMembersStandStillAndAreCutOff() throws Exception {
        cluster.awaitBalanced();
        String key = keyElsewhere(a);
        Grid owner = cluster.grids().stream()
                .filter(grid -> grid.self().equals(a.explain(key).primary()))
                .findFirst()
                .orElseThrow();
        Grid other = cluster.grids().stream()
                .filter(grid -> grid != a && grid != owner)
                .findFirst()
                .orElseThrow();
        near(other).set(key, 0);
        awaitCopy(near(a), key);
        ConcurrentSkipListMap<Integer, Long> acknowledged = new ConcurrentSkipListMap<>(Map.of(0, System.nanoTime()));
        AtomicBoolean over = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int value = 1; !over.get(); value++) {
                write(near(other), key, value);
                acknowledged.put(value, System.nanoTime());
            }
        });
        writer.start();
        Thread faults = new Thread(() -> strike(owner));
        faults.start();
        int reads = 0;
        while (faults.isAlive()) {
            long start = System.nanoTime();
            Integer found = readIfPossible(near(a), key);
            if (found != null) {
                reads++;
                Map.Entry<Integer, Long> next = acknowledged.higherEntry(found);
                assertThat(next == null || start - next.getValue() <= BOUND.toNanos())
                        .as("%s was read after %s had been acknowledged", found, next)
                        .isTrue();
            }
        }
        over.set(true);
        writer.join();
        assertThat(reads).isPositive();
        assertThat(acknowledged).hasSizeGreaterThan(10);
    }

    private void strike(Grid owner) {
        for (int i = 0; i < 2; i++) {
            rest(200);
            cluster.pause(owner);
            rest(300);
            cluster.resume(owner);
            rest(200);
            cluster.isolate(a);
            rest(300);
            cluster.heal();
        }
        rest(200);
        cluster.cut(owner, a);
        rest(400);
        cluster.heal();
        rest(200);
    }

    private static void rest(long millis) {
        long until = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        await().pollInterval(Duration.ofMillis(10)).until(() -> System.nanoTime() - until > 0);
    }

    private static void write(GridMap<String, Integer> map, String key, int value) {
        while (true) {
            try {
                map.set(key, value);
                return;
            } catch (GridException again) {
                Thread.onSpinWait();
            }
        }
    }

    private static Integer readIfPossible(GridMap<String, Integer> map, String key) {
        try {
            return map.withDeadline(Duration.ofMillis(100)).get(key);
        } catch (GridException cutOff) {
            return null;
        }
    }
}
