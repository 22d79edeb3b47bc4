package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Explanation;
import io.peergrid.Grid;
import io.peergrid.GridEvent;
import io.peergrid.GridException;
import io.peergrid.GridMap;
import io.peergrid.ValueTooLargeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AsynchronousMapTest extends OnThreeMembers {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void aWriteIsAcknowledgedAndReadThoughTheBackupDoesNotAnswer() {
        String key = keyOf(a, b);
        clicks(a).put(key, 1);
        cluster.cut(a, b);

        CompletableFuture<?> safe =
                a.map("safe", String.class, Integer.class).async().put(key, 7).toCompletableFuture();
        clicks(a).put(key, 2);

        assertThat(safe).as("a synchronous write waits for the backup").isNotDone();
        assertThat(clicks(a).get(key)).isEqualTo(2);
        assertThat(clicks(cluster.grid(2)).get(key)).isEqualTo(2);
        cluster.heal();
        await().atMost(SOON).until(safe::isDone);
        await().atMost(SOON).untilAsserted(() -> assertThat(clicks(b).get(key)).isEqualTo(2));
    }

    @Test
    void readsGoToTheOwnerSoThatTheySeeWhatNoBackupHasYet() {
        String key = keyOf(a, b);
        for (int i = 1; i <= 500; i++) {
            clicks(a).put(key, i);
            assertThat(clicks(b).get(key)).isEqualTo(i);
            assertThat(clicks(b).mappingCount()).isOne();
        }
        assertThat(clicks(b).explain(key).answer()).isEqualTo(Explanation.Answer.AT_PRIMARY);
        assertThat(clicks(a).explain(key).answer()).isEqualTo(Explanation.Answer.HERE_AS_PRIMARY);
    }

    @Test
    void whoeverComesBackFromTheWrongSideOfASplitReportsWhatItHadAcknowledgedAlone() throws Exception {
        List<GridEvent> seen = new CopyOnWriteArrayList<>();
        String key = keyOf(a, b);
        clicks(a).put(key, 0);
        b.map("safe", String.class, Integer.class).put(key, 0);
        try (var subscription = a.events().subscribe(seen::add)) {
            cluster.isolate(a);
            CompletableFuture<?> unanswered = a.map("safe", String.class, Integer.class)
                    .async()
                    .put(key, 1)
                    .toCompletableFuture();
            int acknowledged = putUntilRefused(key);
            await().atMost(SOON).until(() -> !a.self().equals(b.explain(key).primary()));
            assertThat(insist(() -> clicks(b).get(key))).isZero();

            cluster.heal();
            await().atMost(SOON).until(() -> reports(seen).count() == 1);
            GridEvent.SplitReport report = reports(seen).findFirst().orElseThrow();
            assertThat(report.acknowledged()).isEqualTo(acknowledged).isPositive();
            assertThat(report.changes()).isGreaterThan(acknowledged);
            assertThat(report.slots().contains(a.explain(key).slot())).isTrue();
            assertThat(report.text()).contains("acknowledged ones of asynchronous maps");
            await().atMost(SOON).until(unanswered::isDone);
            assertThat(insist(() -> clicks(a).get(key))).isZero();
        }
    }

    private int putUntilRefused(String key) {
        int acknowledged = 0;
        try {
            for (int i = 1; i <= 10; i++) {
                clicks(a).put(key, i);
                acknowledged++;
            }
        } catch (GridException refused) {
            assertThat(acknowledged).isPositive();
        }
        return acknowledged;
    }

    private static Stream<GridEvent.SplitReport> reports(List<GridEvent> seen) {
        return seen.stream().filter(GridEvent.SplitReport.class::isInstance).map(GridEvent.SplitReport.class::cast);
    }

    @Test
    void backupsHaveEverythingSoonAndServeItWhenTheOwnerIsGone() throws Exception {
        Map<String, Integer> numbers = new HashMap<>();
        IntStream.range(0, 500).forEach(i -> numbers.put("n" + i, i));
        clicks(a).putAll(numbers);
        a.map("other", String.class, Integer.class).putAll(numbers);

        // Behind them in the order of each slot, and acknowledged by the backups.
        cluster.kill(cluster.grid(2));

        assertThat(insist(() -> clicks(b).getAll(numbers.keySet()))).isEqualTo(numbers);
    }

    @Test
    void conditionsVersionsAndCountsAreThoseOfAnyMap() {
        GridMap<String, Integer> clicks = clicks(a);
        assertThat(clicks.putIfAbsent("x", 1)).isNull();
        assertThat(clicks(b).putIfAbsent("x", 2)).isEqualTo(1);
        long version = clicks(b).getEntry("x").version();
        assertThat(clicks(b).compareAndSet("x", version, 3)).isTrue();
        assertThat(clicks.compareAndSet("x", version, 4)).isFalse();
        IntStream.range(0, 100).parallel().forEach(i -> clicks(cluster.grid(i % 3))
                .merge("sum", 1, Integer::sum));
        assertThat(clicks.get("sum")).isEqualTo(100);
        assertThat(clicks.keySet()).containsExactlyInAnyOrder("x", "sum");
        clicks.put("short", 1, Duration.ofMillis(1));
        await().atMost(SOON).until(() -> clicks(b).get("short") == null);
        clicks(b).clear();
        assertThat(clicks.isEmpty()).isTrue();
    }

    @Test
    void aMapOfTheSameNameIsAnotherOne() {
        clicks(a).put("x", 1);

        assertThat(a.map("clicks", String.class, Integer.class).get("x")).isNull();
        assertThat(a.replicatedMap("clicks", String.class, Integer.class).get("x"))
                .isNull();
    }

    @Test
    void badInputIsRefusedAsAnywhere() {
        GridMap<String, byte[]> clicks = a.asynchronousMap("large", String.class, byte[].class);

        assertThatThrownBy(() -> clicks.put("x", new byte[17 << 20])).isInstanceOf(ValueTooLargeException.class);
        assertThatThrownBy(() -> a.asynchronousMap(" ", String.class, Integer.class))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static GridMap<String, Integer> clicks(Grid grid) {
        return grid.asynchronousMap("clicks", String.class, Integer.class);
    }

    /** A key whose slot the first leads and the second has the copy of. */
    private static String keyOf(Grid primary, Grid backup) {
        return IntStream.iterate(0, i -> i + 1)
                .mapToObj(i -> "key" + i)
                .filter(key -> {
                    Explanation where = primary.explain(key);
                    return primary.self().equals(where.primary())
                            && where.inSync().contains(backup.self());
                })
                .findFirst()
                .orElseThrow();
    }
}
