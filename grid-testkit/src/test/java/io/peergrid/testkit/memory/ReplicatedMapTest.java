package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.CacheConfig;
import io.peergrid.EntryEvent;
import io.peergrid.Explanation;
import io.peergrid.Grid;
import io.peergrid.GridCache;
import io.peergrid.GridConfigBuilder;
import io.peergrid.GridConfigException;
import io.peergrid.GridMap;
import io.peergrid.NearCopies;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReplicatedMapTest extends OnThreeMembers {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final AtomicInteger loads = new AtomicInteger();

    @Override
    GridConfigBuilder configured(GridConfigBuilder config) {
        return config.cache(CacheConfig.of("countries", String.class, String.class)
                .loader(key -> {
                    loads.incrementAndGet();
                    return "country " + key;
                })
                .replicated()
                .build());
    }

    @Test
    void everyMemberAnswersFromItsOwnCopyAndSeesWhatAnyWrote() {
        for (int i = 0; i < 200; i++) {
            rates(cluster.grid(i % 3)).put("rate " + i, i);
        }
        for (Grid grid : cluster.grids()) {
            awaitHere(grid);
            for (int i = 0; i < 200; i++) {
                assertThat(rates(grid).get("rate " + i)).isEqualTo(i);
                assertThat(rates(grid).explain("rate " + i).answer())
                        .isIn(Explanation.Answer.HERE_AS_PRIMARY, Explanation.Answer.HERE_AS_BACKUP);
            }
        }
    }

    @Test
    void aMemberThatJoinsGetsACopyOfEverything() {
        rates(a).putAll(numbers(300));

        Grid newcomer = cluster.join("m4");

        awaitHere(newcomer);
        assertThat(rates(newcomer).size()).isEqualTo(300);
        assertThat(rates(newcomer).get("n7")).isEqualTo(7);
        assertThat(rates(a).explain("n7").inSync()).hasSize(4);
    }

    @Test
    void nothingIsLostWhenTwoOfFiveMembersDieAtOnceThoughOthersHaveOneBackup() throws Exception {
        Grid fourth = cluster.join("m4");
        Grid fifth = cluster.join("m5");
        cluster.awaitBalanced();
        awaitHere(fourth);
        awaitHere(fifth);
        rates(a).putAll(numbers(300));

        cluster.kill(fourth);
        cluster.kill(fifth);

        for (int i = 0; i < 300; i++) {
            String key = "n" + i;
            assertThat(insist(() -> rates(a).get(key))).isEqualTo(i);
        }
    }

    @Test
    void whatGoesOverAllEntriesLooksAtReplicatedSlotsOnly() {
        GridMap<String, Integer> rates = rates(a);
        rates.putAll(numbers(500));
        a.map("rates", String.class, Integer.class).put("n1", -1);

        assertThat(rates.mappingCount()).isEqualTo(500);
        assertThat(rates.keySet()).hasSize(500);
        rates.clear();
        assertThat(rates.isEmpty()).isTrue();
        assertThat(a.map("rates", String.class, Integer.class).get("n1")).isEqualTo(-1);
    }

    @Test
    void listenersHearOfReplicatedEntries() {
        List<EntryEvent<String, Integer>> heard = new CopyOnWriteArrayList<>();
        try (var subscription = rates(b).listen(heard::add)) {
            rates(a).put("usd", 3);
            await().atMost(SOON).until(() -> heard.stream().anyMatch(event -> "usd".equals(event.key())));
        }
    }

    @Test
    void timesToLiveConditionsAndAsynchronousCallsAreThoseOfAnyMap() {
        GridMap<String, Integer> rates = rates(a);
        rates.put("short", 1, Duration.ofMillis(1));
        assertThat(rates.putIfAbsent("usd", 1)).isNull();
        assertThat(rates(b).merge("usd", 4, Integer::sum)).isEqualTo(5);
        assertThat(rates.async().get("usd").toCompletableFuture().join()).isEqualTo(5);
        await().atMost(SOON).until(() -> rates(b).get("short") == null);
    }

    @Test
    void aReplicatedCacheLoadsOnceAndAnswersEverywhere() {
        GridCache<String, String> cache = a.cache("countries", String.class, String.class);
        assertThat(cache.get("no")).isEqualTo("country no");
        await().atMost(SOON).until(() -> cluster.grids().stream()
                .allMatch(grid -> grid.cache("countries", String.class, String.class)
                                .explain("no")
                                .answer()
                        != Explanation.Answer.AT_PRIMARY));
        for (Grid grid : cluster.grids()) {
            assertThat(grid.cache("countries", String.class, String.class).get("no"))
                    .isEqualTo("country no");
        }
        assertThat(loads).hasValue(1);
        b.cache("countries", String.class, String.class).invalidate("no");
        assertThat(cache.get("no")).isEqualTo("country no");
        assertThat(loads).hasValue(2);
    }

    @Test
    void nearCopiesOfAReplicatedCacheAreRefused() {
        assertThatThrownBy(() -> CacheConfig.of("countries", String.class, String.class)
                        .replicated()
                        .near(NearCopies.atMost(100))
                        .build())
                .isInstanceOf(GridConfigException.class)
                .hasMessageContaining("leave near copies out");
    }

    private static GridMap<String, Integer> rates(Grid grid) {
        return grid.replicatedMap("rates", String.class, Integer.class);
    }

    private static Map<String, Integer> numbers(int count) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < count; i++) {
            numbers.put("n" + i, i);
        }
        return numbers;
    }

    /** Waits until this member has copies of all replicated slots. */
    private static void awaitHere(Grid grid) {
        await().atMost(SOON).until(() -> numbers(300).keySet().stream()
                .allMatch(key -> rates(grid).explain(key).inSync().contains(grid.self())));
    }
}
