package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Explanation;
import io.peergrid.Grid;
import io.peergrid.GridConfigBuilder;
import io.peergrid.GridConfigException;
import io.peergrid.GridMap;
import io.peergrid.NearCopies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HotKeysTest extends OnThreeMembers {
    private static final Duration BOUND = NearCopies.DEFAULT_STALENESS;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Override
    GridConfigBuilder configured(GridConfigBuilder config) {
        return config.nearMap("hot", NearCopies.ofHotKeys());
    }

    private static GridMap<String, Integer> hot(Grid grid) {
        return grid.map("hot", String.class, Integer.class);
    }

    /** Keys of which this member has no copy, all led by one other. */
    private List<String> keysElsewhere(Grid reader, int count) {
        List<String> elsewhere = IntStream.range(0, 1_000)
                .mapToObj(i -> "key" + i)
                .filter(key -> !reader.explain(key).inSync().contains(reader.self()))
                .toList();
        Explanation first = reader.explain(elsewhere.get(0));
        return elsewhere.stream()
                .filter(key -> first.primary().equals(reader.explain(key).primary()))
                .limit(count)
                .toList();
    }

    private static long asked(GridMap<String, Integer> map) {
        return map.statistics().hits() + map.statistics().misses();
    }

    private static boolean isReadHere(GridMap<String, Integer> map, String key) {
        long before = asked(map);
        map.get(key);
        return asked(map) == before;
    }

    /** Reads a key much until the grid is not asked any more. */
    private static void awaitHot(GridMap<String, Integer> map, String key) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            for (int i = 0; i < 20; i++) {
                map.get(key);
            }
            return isReadHere(map, key);
        });
    }

    @Test
    void aKeyThatIsReadMuchIsReadHereUntilItCools() {
        cluster.awaitBalanced();
        List<String> keys = keysElsewhere(a, 2);
        String key = keys.get(0);
        String other = keys.get(1);
        hot(b).set(key, 1);
        awaitHot(hot(a), key);
        assertThat(isReadHere(hot(a), other)).isFalse();
        assertThat(isReadHere(hot(a), other)).as("that was not often").isFalse();
        hot(b).set(key, 2);
        await().until(() -> hot(a).get(key) == 2);
        hot(a).set(key, 3);
        assertThat(hot(a).get(key)).as("an own write").isEqualTo(3);
        awaitHot(hot(a), key);
        for (int i = 0; i < 30; i++) {
            await().pollDelay(Duration.ofMillis(100)).until(() -> !isReadHere(hot(a), other));
        }
        assertThat(isReadHere(hot(a), key)).as("it is cold").isFalse();
    }

    /** Each write is acknowledged before it is noted, and each read noted before it begins: a slow machine shows nothing that is not so. */
    @Test
    void noReadIsStalerThanTheBoundWhileAKeyIsHotAndCools() throws Exception {
        cluster.awaitBalanced();
        String key = keysElsewhere(a, 1).get(0);
        hot(b).set(key, 0);
        ConcurrentSkipListMap<Integer, Long> acknowledged = new ConcurrentSkipListMap<>(Map.of(0, System.nanoTime()));
        AtomicBoolean over = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int value = 1; !over.get(); value++) {
                hot(b).set(key, value);
                acknowledged.put(value, System.nanoTime());
            }
        });
        writer.start();
        long begun = System.nanoTime();
        long here = 0;
        for (long now = begun;
                now - begun < 4 * SECOND || (here == 0 && now - begun < PATIENCE.toNanos());
                now = System.nanoTime()) {
            long before = asked(hot(a));
            int found = hot(a).get(key);
            here += asked(hot(a)) == before ? 1 : 0;
            Map.Entry<Integer, Long> next = acknowledged.higherEntry(found);
            assertThat(next == null || now - next.getValue() <= BOUND.toNanos())
                    .as("%s was read after %s had been acknowledged", found, next)
                    .isTrue();
            boolean rests = (now - begun) / SECOND % 2 == 1;
            await().pollDelay(Duration.ofMillis(rests ? 50 : 1)).until(() -> true);
        }
        over.set(true);
        writer.join();
        assertThat(here).isPositive();
    }

    @Test
    void aBoundThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> NearCopies.ofHotKeys().staleness(Duration.ofMillis(1)))
                .isInstanceOf(GridConfigException.class)
                .hasMessageContaining("50 ms");
        assertThatThrownBy(() -> a.map("hot", byte[].class, String.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("near copies");
    }
}
