package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peergrid.Grid;
import io.peergrid.GridKeys;
import io.peergrid.GridMap;
import io.peergrid.KeyType;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScanTest extends OnThreeMembers {
    private static final int ELEMENTS = 1_500;

    @Test
    void theKeyspaceIsScannedByPatternAndType() {
        a.bucket("user:1", String.class).set("x");
        a.counter("user:2").incrementAndGet();
        a.hash("user:3", String.class, String.class).put("f", "v");
        a.set("user:4", String.class).add("e");
        a.deque("user:5", String.class).add("e");
        a.sortedSet("order:6", String.class).add("e", 1);
        a.stream("order:7", String.class).add(Map.of("f", "v"));
        a.set("order:8", String.class).addEach(elements());
        a.map("orders", String.class, String.class).put("user:9", "no name of the plain keyspace");
        a.lock("user:10").tryLock();

        assertThat(b.keys().stream())
                .containsExactlyInAnyOrder(
                        "user:1", "user:2", "user:3", "user:4", "user:5", "order:6", "order:7", "order:8");
        assertThat(b.keys().stream("order:?", null)).containsExactlyInAnyOrder("order:6", "order:7", "order:8");
        assertThat(b.keys().stream(null, KeyType.STRING)).containsExactlyInAnyOrder("user:1", "user:2");
        assertThat(b.keys().stream(null, KeyType.HASH)).containsExactly("user:3");
        assertThat(b.keys().stream(null, KeyType.SET)).containsExactlyInAnyOrder("user:4", "order:8");
        assertThat(b.keys().stream("user:*", KeyType.SET)).containsExactly("user:4");
        assertThat(b.keys().stream(null, KeyType.LIST)).containsExactly("user:5");
        assertThat(b.keys().stream(null, KeyType.ZSET)).containsExactly("order:6");
        assertThat(b.keys().stream(null, KeyType.STREAM)).containsExactly("order:7");
        assertThatThrownBy(() -> b.keys().scan(ScanCursor.START, null, KeyType.NONE, 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eachKeyHasItsChance() {
        assertThat(a.keys().randomKey()).isNull();
        List<String> names = List.of("x", "y", "z");
        names.forEach(name -> a.counter(name).incrementAndGet());

        Set<@Nullable String> seen = new HashSet<>();
        while (seen.size() < names.size()) {
            seen.add(b.keys().async().randomKey().toCompletableFuture().join());
        }
        assertThat(seen).containsExactlyInAnyOrderElementsOf(names);
    }

    @Test
    void whatIsThereAllTheTimeIsReturnedWhileSlotsMoveAndMembersChange() throws Exception {
        List<String> elements = elements();
        GridMap<String, String> map = a.map("map", String.class, String.class);
        map.putAll(values(elements));
        a.hash("hash", String.class, String.class).putAll(values(elements));
        a.set("set", String.class).addEach(elements);
        Map<String, Double> scores = new HashMap<>();
        elements.forEach(element -> scores.put(element, 1.0 * scores.size()));
        a.sortedSet("sorted", String.class).addAll(scores);
        elements.forEach(element -> a.bucket(element, String.class).set("v"));

        Map<String, Scan> scans = new LinkedHashMap<>();
        scans.put(
                "map",
                new Scan(grid -> (cursor, count) -> grid.<String, String>map("map", String.class, String.class)
                        .scanKeys(cursor, "e*", count)));
        scans.put(
                "hash",
                new Scan(grid -> (cursor, count) -> names(
                        grid.hash("hash", String.class, String.class).scan(cursor, "e*", count), Map.Entry::getKey)));
        scans.put(
                "set",
                new Scan(
                        grid -> (cursor, count) -> grid.set("set", String.class).scan(cursor, "e*", count)));
        scans.put(
                "sorted set",
                new Scan(grid -> (cursor, count) -> names(
                        grid.sortedSet("sorted", String.class).scan(cursor, "e*", count), entry -> entry.element())));
        scans.put("keys", new Scan(grid -> (cursor, count) -> grid.keys().scan(cursor, "e*", KeyType.STRING, count)));

        goOn(scans, 4);
        cluster.join("d");
        goOn(scans, 4);
        cluster.awaitBalanced();
        goOn(scans, 4);
        cluster.stop(b);
        goOn(scans, 4);
        cluster.kill(cluster.grid(2));
        goOn(scans, Integer.MAX_VALUE);

        scans.forEach((name, scan) -> assertThat(scan.seen).as(name).containsAll(elements));
    }

    private void goOn(Map<String, Scan> scans, int pages) throws Exception {
        for (Scan scan : scans.values()) {
            for (int i = 0; i < pages && !scan.cursor.finished(); i++) {
                ScanPage<String> page = insist(() -> scan.page.apply(a).apply(scan.cursor, 40));
                scan.seen.addAll(page.items());
                // As somebody would who keeps it as text.
                scan.cursor = page.next().finished()
                        ? page.next()
                        : ScanCursor.of(page.next().token());
            }
        }
    }

    private static final class Scan {
        final Function<Grid, BiFunction<ScanCursor, Integer, ScanPage<String>>> page;
        final Set<String> seen = new HashSet<>();
        ScanCursor cursor = ScanCursor.START;

        Scan(Function<Grid, BiFunction<ScanCursor, Integer, ScanPage<String>>> page) {
            this.page = page;
        }
    }

    private static <T> ScanPage<String> names(ScanPage<T> page, Function<T, String> name) {
        return new ScanPage<>(page.items().stream().map(name).toList(), page.next());
    }

    @Test
    void aCursorOfAnotherScanIsRefused() {
        List<String> elements = elements();
        GridMap<String, String> map = a.map("map", String.class, String.class);
        map.putAll(values(elements));
        a.set("set", String.class).addEach(elements);
        GridKeys keys = a.keys();
        elements.forEach(element -> a.counter(element).set(1));
        ScanCursor ofMap = map.scanKeys(ScanCursor.START, null, 10).next();
        ScanCursor ofKeys = keys.scan(ScanCursor.START, null, null, 10).next();
        ScanCursor ofSet =
                a.set("set", String.class).scan(ScanCursor.START, null, 10).next();

        List<Runnable> wrong = new ArrayList<>();
        wrong.add(() -> keys.scan(ofMap, null, null, 10));
        wrong.add(() -> keys.scan(ofSet, null, null, 10));
        wrong.add(() -> map.scanKeys(ofKeys, null, 10));
        wrong.add(() -> a.map("other", String.class, String.class).scanKeys(ofMap, null, 10));
        wrong.add(() -> map.scan(ofSet, null, 10));
        wrong.add(() -> map.scan(ScanCursor.of("0"), null, 10));
        wrong.add(() -> ScanCursor.of("what is this?"));
        wrong.add(() -> a.set("set", String.class).scan(ofMap, null, 10));
        wrong.forEach(call -> assertThatThrownBy(call::run)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("invalid cursor"));
    }

    @Test
    void anyCursorOfACollectionCanBeKeptAsText() {
        for (long cursor : new long[] {1, 12, 123, 12_345, Long.MAX_VALUE}) {
            assertThat(ScanCursor.of(Long.toString(cursor)).token()).isEqualTo(Long.toString(cursor));
        }
    }

    private static List<String> elements() {
        return IntStream.range(0, ELEMENTS).mapToObj(i -> "e" + i).toList();
    }

    private static Map<String, String> values(List<String> elements) {
        Map<String, String> values = new HashMap<>();
        elements.forEach(element -> values.put(element, "v"));
        return values;
    }
}
