package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peergrid.BatchException;
import io.peergrid.Grid;
import io.peergrid.GridEntry;
import io.peergrid.GridEvent;
import io.peergrid.GridMap;
import io.peergrid.GridUnavailableException;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreeMembersTest {
    private InMemoryCluster cluster;
    private Grid a;
    private Grid b;
    private Grid c;

    @BeforeEach
    void start() {
        cluster = InMemoryCluster.start(3);
        a = cluster.grid(0);
        b = cluster.grid(1);
        c = cluster.grid(2);
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void eachMemberReadsWhatAnotherWrote() {
        GridMap<String, String> fromA = map(a);
        GridMap<String, String> fromC = map(c);
        for (int i = 0; i < 200; i++) {
            assertThat(fromA.put("k" + i, "v" + i)).isNull();
        }
        for (int i = 0; i < 200; i++) {
            assertThat(fromC.get("k" + i)).isEqualTo("v" + i);
        }
        assertThat(fromC.put("k1", "new")).isEqualTo("v1");
        assertThat(fromA.remove("k1")).isEqualTo("new");
        assertThat(fromC.get("k1")).isNull();
    }

    @Test
    void onlyOneOfTwoWritersWithTheSameVersionWins() {
        GridMap<String, String> fromA = map(a);
        GridMap<String, String> fromB = map(b);
        fromA.put("k", "v");
        GridEntry<String, String> seen = fromB.getEntry("k");
        assertThat(fromA.compareAndSet("k", seen.version(), "first")).isTrue();
        assertThat(fromB.compareAndSet("k", seen.version(), "second")).isFalse();
        assertThat(fromB.get("k")).isEqualTo("first");
        assertThat(fromB.compareAndSet("fresh", 0, "only if absent")).isTrue();
        assertThat(fromA.compareAndSet("fresh", 0, "again")).isFalse();
    }

    @Test
    void batchesReachEveryOwnerAndComeBackWhole() {
        GridMap<String, String> fromB = map(b);
        Map<String, String> entries = new HashMap<>();
        for (int i = 0; i < 3_000; i++) {
            entries.put("key:" + i, "value " + i);
        }
        patiently(() -> fromB.putAll(entries));
        patiently(() -> assertThat(map(c).getAll(entries.keySet())).isEqualTo(entries));
        assertThat(map(a).size()).isEqualTo(3_000);
        assertThat(map(a).removeAll(List.of("key:1", "key:2", "no such key"))).isEqualTo(2);
        assertThat(map(c).mappingCount()).isEqualTo(2_998);
        map(b).clear();
        assertThat(map(a).isEmpty()).isTrue();
    }

    @Test
    void aScanSeesEachEntryOnceAndHonoursThePattern() {
        GridMap<String, String> fromA = map(a);
        Map<String, String> entries = new HashMap<>();
        for (int i = 0; i < 500; i++) {
            entries.put((i % 2 == 0 ? "even:" : "odd:") + i, "v");
        }
        patiently(() -> fromA.putAll(entries));
        Set<String> seen = new HashSet<>();
        ScanCursor cursor = ScanCursor.START;
        int returned = 0;
        while (!cursor.finished()) {
            ScanPage<String> page = map(b).scanKeys(cursor, "even:*", 40);
            seen.addAll(page.items());
            returned += page.items().size();
            cursor = page.next();
        }
        assertThat(seen).hasSize(250).allMatch(key -> key.startsWith("even:"));
        assertThat(returned).isEqualTo(250);
        assertThat(map(c).keySet()).hasSize(500);
        assertThat(new HashSet<>(map(c).values())).containsExactly("v");
    }

    @Test
    void anEntryIsGoneWhenItsTimeIsOver() {
        GridMap<String, String> fromA = map(a);
        fromA.put("short", "v", Duration.ofMillis(50));
        fromA.put("long", "v", Duration.ofHours(1));
        assertThat(fromA.timeToLive("long")).isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(map(c).get("short")).isNull());
        assertThat(fromA.persist("long")).isTrue();
        assertThat(map(b).timeToLive("long")).isNull();
        assertThat(fromA.expire("long", Duration.ofMillis(1))).isTrue();
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(map(c).containsKey("long")).isFalse());
    }

    @Test
    void countsEveryConcurrentMergeOnce() throws Exception {
        GridMap<String, String> fromA = map(a);
        List<Thread> threads = List.of(incrementer(a), incrementer(b), incrementer(c));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(fromA.get("n")).isEqualTo("150");
    }

    private Thread incrementer(Grid grid) {
        return new Thread(() -> {
            for (int i = 0; i < 50; i++) {
                patiently(() ->
                        map(grid).merge("n", "1", (x, y) -> String.valueOf(Integer.parseInt(x) + Integer.parseInt(y))));
            }
        });
    }

    @Test
    void closingHandsEverythingOver() {
        GridMap<String, String> fromA = map(a);
        Map<String, String> entries = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            entries.put("k" + i, "v" + i);
        }
        patiently(() -> fromA.putAll(entries));
        b.close();
        assertThat(a.topology().members()).hasSize(2);
        patiently(() -> assertThat(fromA.getAll(entries.keySet())).isEqualTo(entries));
        c.close();
        patiently(() -> assertThat(fromA.getAll(entries.keySet())).isEqualTo(entries));
        assertThat(a.events().recent()).anyMatch(event -> event instanceof GridEvent.Left left && left.orderly());
    }

    @Test
    void aCrashedMembersSlotsAreServedByTheirCopies() {
        GridMap<String, String> fromA = map(a);
        Map<String, String> entries = new HashMap<>();
        for (int i = 0; i < 1_000; i++) {
            entries.put("k" + i, "v" + i);
        }
        patiently(() -> fromA.putAll(entries));
        cluster.kill(c);
        patiently(() -> assertThat(fromA.getAll(entries.keySet())).isEqualTo(entries));
        fromA.put("after", "the crash");
        assertThat(map(b).get("after")).isEqualTo("the crash");
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(a.events().recent())
                        .anyMatch(GridEvent.FoundDead.class::isInstance)
                        .anyMatch(GridEvent.Promoted.class::isInstance));
    }

    @Test
    void explainsWhereAKeyLives() {
        map(a).put("k", "v", Duration.ofHours(1));
        var explanation = map(b).explain("k");
        assertThat(explanation.inSync()).hasSize(2).contains(explanation.primary());
        assertThat(explanation.exists()).isTrue();
        assertThat(explanation.timeToLive()).isNotNull();
        assertThat(explanation.toString()).contains("slot " + explanation.slot());
        assertThat(b.explain("k").slot()).isEqualTo(explanation.slot());
    }

    private static GridMap<String, String> map(Grid grid) {
        return grid.map("test", String.class, String.class);
    }

    /** Repeats what was surely not done, as on a busy machine whose members do not hear each other for a moment. */
    private static void patiently(Runnable action) {
        await().atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .ignoreExceptionsMatching(error -> (error instanceof BatchException ? error.getCause() : error)
                        instanceof GridUnavailableException)
                .untilAsserted(action::run);
    }
}
