package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.ExpireCondition;
import io.peergrid.GridBucket;
import io.peergrid.GridCounter;
import io.peergrid.GridDeque;
import io.peergrid.GridDeque.End;
import io.peergrid.GridException;
import io.peergrid.GridHash;
import io.peergrid.GridSet;
import io.peergrid.KeyType;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.WrongTypeException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StructuresTest extends OnThreeMembers {
    @Test
    void aCounterCountsFromEveryMember() throws Exception {
        GridCounter fromA = a.counter("hits");
        GridCounter fromB = b.counter("hits");

        assertThat(fromA.get()).isZero();
        assertThat(fromA.incrementAndGet()).isEqualTo(1);
        assertThat(fromB.addAndGet(41)).isEqualTo(42);
        assertThat(fromB.decrementAndGet()).isEqualTo(41);
        assertThat(fromA.async().get().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(41);
        assertThat(fromA.getAndSet(Long.MAX_VALUE)).isEqualTo(41);
        assertThatThrownBy(fromB::incrementAndGet).isInstanceOf(ArithmeticException.class);
        assertThat(a.counter("price").addAndGet(new BigDecimal("0.1"))).isEqualByComparingTo("0.1");
        assertThat(b.counter("price").addAndGet(new BigDecimal("0.2"))).isEqualByComparingTo("0.3");
    }

    @Test
    void aRateLimitKeepsItsWindow() {
        GridCounter limit = a.counter("rate:1.2.3.4");

        assertThat(limit.incrementAndExpire(Duration.ofMinutes(1))).isEqualTo(1);
        assertThat(limit.incrementAndExpire(Duration.ofHours(1))).isEqualTo(2);
        assertThat(limit.timeToLive()).isLessThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(limit.delete()).isTrue();
        assertThat(limit.exists()).isFalse();
    }

    @Test
    void aBucketHoldsOneValue() {
        GridBucket<String> fromA = a.bucket("motto", String.class);
        GridBucket<String> fromB = b.bucket("motto", String.class);

        assertThat(fromA.get()).isNull();
        assertThat(fromA.setIfPresent("none")).isFalse();
        assertThat(fromA.setIfAbsent("one", Duration.ofMinutes(1))).isTrue();
        assertThat(fromB.setIfAbsent("two")).isFalse();
        fromB.setAndKeepTimeToLive("three");
        assertThat(fromA.timeToLive()).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1));
        assertThat(fromA.getAndPersist()).isEqualTo("three");
        assertThat(fromB.timeToLive()).isNull();
        assertThat(fromB.append(" four".getBytes(StandardCharsets.UTF_8))).isEqualTo(10);
        assertThat(new String(fromA.range(-4, -1), StandardCharsets.UTF_8)).isEqualTo("four");
        assertThat(fromA.getAndSet("five")).isEqualTo("three four");
        assertThat(fromA.getAndDelete()).isEqualTo("five");
        assertThat(fromB.length()).isZero();
    }

    @Test
    void aHashKeepsTypedValuesByField() {
        GridHash<String, Long> fromA = a.hash("user:42", String.class, Long.class);
        GridHash<String, Long> fromB = b.hash("user:42", String.class, Long.class);
        Map<String, Long> many = new LinkedHashMap<>();
        IntStream.range(0, 1_000).forEach(i -> many.put("field" + i, (long) i));

        assertThat(fromA.put("visits", 7L)).isTrue();
        assertThat(fromB.addAndGet("visits", 3)).isEqualTo(10);
        assertThat(fromB.putIfAbsent("visits", 1L)).isFalse();
        assertThat(fromA.putAll(many)).isEqualTo(1_000);
        assertThat(fromB.size()).isEqualTo(1_001);
        assertThat(fromB.getAll(List.of("visits", "no", "field5")))
                .containsExactly(Map.entry("visits", 10L), Map.entry("field5", 5L));
        assertThat(fromA.removeAll(many.keySet())).isEqualTo(1_000);
        assertThat(fromA.toMap()).containsExactly(Map.entry("visits", 10L));
        assertThat(fromB.fields()).containsExactly("visits");
        assertThat(fromB.randomField()).isEqualTo("visits");
        assertThat(fromB.remove("visits")).isTrue();
        assertThat(fromA.exists()).isFalse();
    }

    @Test
    void aHashIsScannedPageByPageWhileItChanges() {
        GridHash<Integer, String> hash = a.hash("large", Integer.class, String.class);
        Map<Integer, String> all = new LinkedHashMap<>();
        IntStream.range(0, 5_000).forEach(i -> all.put(i, "v" + i));
        hash.putAll(all);
        Set<Integer> seen = new HashSet<>();
        ScanCursor cursor = ScanCursor.START;
        for (int page = 0; !cursor.finished(); page++) {
            ScanPage<Map.Entry<Integer, String>> items = hash.scan(cursor, null, 100);
            items.items().forEach(entry -> seen.add(entry.getKey()));
            cursor = items.next();
            hash.put(10_000 + page, "more");
        }

        assertThat(seen).containsAll(all.keySet());
        assertThat(hash.entries()).hasSizeGreaterThan(5_000);
    }

    @Test
    void aStreamIsOfOneMomentOrSaysNoSizeThatMayChange() {
        Map<String, String> map = a.map("streamed", String.class, String.class);
        GridDeque<String> deque = a.deque("streamed", String.class);
        deque.addLastEach(List.of("x", "y"));
        Spliterator<String> elements = deque.spliterator();
        deque.clear();

        assertThat(elements.getExactSizeIfKnown()).isEqualTo(2);
        assertThat(List.of(map.keySet(), map.values(), map.entrySet(), a.set("set", String.class)))
                .noneMatch(view -> view.spliterator().hasCharacteristics(Spliterator.SIZED));
    }

    @Test
    void aSetIsAJavaSet() {
        Set<String> fromA = a.set("tags", String.class);
        GridSet<String> fromB = b.set("tags", String.class);

        assertThat(fromA.add("red")).isTrue();
        assertThat(fromB.add("red")).isFalse();
        assertThat(fromA.addAll(List.of("green", "blue", "red"))).isTrue();
        assertThat(fromB).containsExactlyInAnyOrder("red", "green", "blue").hasSize(3);
        assertThat(fromA).isEqualTo(Set.of("red", "green", "blue"));
        assertThat(fromB.contains("red")).isTrue();
        assertThat(fromA.containsAll(List.of("red", "black"))).isFalse();
        assertThat(fromA.retainAll(Set.of("red", "green"))).isTrue();
        assertThat(fromB.removeIf("red"::equals)).isTrue();
        assertThat(fromA.toArray(new String[0])).containsExactly("green");
        assertThat(fromB.randomElement()).isEqualTo("green");
        assertThat(fromB.pop()).isEqualTo("green");
        assertThat(fromB.pop()).isNull();
        assertThat(fromA).isEmpty();
    }

    @Test
    void setsAreCombinedWhereverTheyLive() {
        GridSet<Integer> one = a.set("one", Integer.class);
        a.set("two", Integer.class).addAll(List.of(2, 3, 4));
        a.set("three", Integer.class).addAll(List.of(3, 4, 5));
        one.addAll(List.of(1, 2, 3));

        assertThat(one.intersection(List.of("two", "three"))).containsExactly(3);
        assertThat(one.union(List.of("two", "three"))).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
        assertThat(one.difference(List.of("two", "three"))).containsExactly(1);
        assertThatThrownBy(() -> one.storeUnion(List.of("two", "three")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hash tag");

        a.set("{x}two", Integer.class).addAll(List.of(2, 3, 4));
        a.set("{x}three", Integer.class).addAll(List.of(3, 4, 5));
        GridSet<Integer> result = b.set("{x}result", Integer.class);

        assertThat(result.storeIntersection(List.of("{x}two", "{x}three"))).isEqualTo(2);
        assertThat(result.toSet()).containsExactlyInAnyOrder(3, 4);
        assertThat(result.intersection(List.of("{x}two"))).containsExactlyInAnyOrder(3, 4);
        assertThat(result.moveTo("{x}two", 3)).isTrue();
        assertThat(result.pop(10)).containsExactly(4);
    }

    @Test
    void aDequeIsAJavaDeque() {
        Deque<String> fromA = a.deque("jobs", String.class);
        GridDeque<String> fromB = b.deque("jobs", String.class);

        assertThat(fromA.peek()).isNull();
        assertThatThrownBy(fromA::removeFirst).isInstanceOf(NoSuchElementException.class);
        fromA.addLast("b");
        fromB.addFirst("a");
        assertThat(fromA.addAll(List.of("c", "b"))).isTrue();
        assertThat(fromB).containsExactly("a", "b", "c", "b").hasSize(4);
        assertThat(fromA.descendingIterator()).toIterable().containsExactly("b", "c", "b", "a");
        assertThat(fromA.getFirst()).isEqualTo("a");
        assertThat(fromB.peekLast()).isEqualTo("b");
        assertThat(fromB.contains("c")).isTrue();
        assertThat(fromA.removeLastOccurrence("b")).isTrue();
        assertThat(fromA.removeLastOccurrence("x")).isFalse();
        assertThat(fromA.toArray(new String[0])).containsExactly("a", "b", "c");
        assertThat(fromB.removeIf("b"::equals)).isTrue();
        assertThat(fromA.pop()).isEqualTo("a");
        assertThat(fromB.pollLast()).isEqualTo("c");
        assertThat(fromB.poll()).isNull();
        assertThat(fromA).isEmpty();
        assertThatThrownBy(() -> fromA.add(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aDequeIsAListOfTypedValues() {
        GridDeque<Long> fromA = a.deque("{n}numbers", Long.class);
        GridDeque<Long> fromB = b.deque("{n}numbers", Long.class);
        List<Long> many = LongStream.range(0, 3_000).boxed().toList();

        assertThat(fromA.addLastIfPresent(1L)).isZero();
        assertThat(fromA.addLastEach(many)).isEqualTo(3_000);
        assertThat(fromB.addFirstEach(List.of(-1L, -2L))).isEqualTo(3_002);
        assertThat(fromB.toList()).startsWith(-2L, -1L, 0L).hasSize(3_002);
        assertThat(fromB.get(1_000)).isEqualTo(998);
        assertThat(fromB.get(3_002)).isNull();
        fromA.set(-1, 0L);
        assertThat(fromB.indexOf(0L)).isEqualTo(2);
        assertThat(fromB.lastIndexOf(0L)).isEqualTo(3_001);
        assertThat(fromB.indexOf(5_000L)).isEqualTo(-1);
        assertThat(fromB.indexesOf(0L, 1, 0, 0)).containsExactly(2, 3_001);
        assertThat(fromA.insertBefore(7L, 70L)).isEqualTo(3_003);
        assertThat(fromA.insertAfter(70L, 71L)).isEqualTo(3_004);
        assertThat(fromA.range(9, 12)).containsExactly(70L, 71L, 7L, 8L);
        assertThat(fromA.remove(0L, 0)).isEqualTo(2);
        fromA.trim(0, 4);
        assertThat(fromB.toList()).containsExactly(-2L, -1L, 1L, 2L, 3L);
        assertThat(fromB.moveTo("{n}other", End.FIRST, End.LAST)).isEqualTo(-2);
        assertThat(fromB.pollLast(2)).containsExactly(3L, 2L);
        assertThat(fromB.pollFirst(10)).containsExactly(-1L, 1L);
        assertThat(fromB.pollFirst(10)).isEmpty();
        assertThat(fromA.exists()).isFalse();
        assertThatThrownBy(() -> fromA.set(0, 1L)).isInstanceOf(GridException.class);
        assertThatThrownBy(() -> fromA.moveTo("elsewhere", End.FIRST, End.LAST))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> a.counter("{n}other").get()).isInstanceOf(WrongTypeException.class);
    }

    @Test
    void keysAreOfOneTypeAndCanBeMovedAndCopied() {
        a.set("{k}set", String.class).add("x");
        a.counter("{k}number").set(1);

        assertThat(b.keys().type("{k}set")).isEqualTo(KeyType.SET);
        assertThat(b.keys().type("{k}number")).isEqualTo(KeyType.STRING);
        assertThat(b.keys().type("{k}none")).isEqualTo(KeyType.NONE);
        assertThatThrownBy(() -> a.counter("{k}set").incrementAndGet()).isInstanceOf(WrongTypeException.class);
        assertThatThrownBy(() -> a.hash("{k}number", String.class, String.class).get("f"))
                .isInstanceOf(WrongTypeException.class);
        assertThat(b.keys().copy("{k}set", "{k}copy", false)).isTrue();
        assertThat(b.keys().copy("{k}number", "{k}copy", false)).isFalse();
        b.keys().rename("{k}copy", "{k}moved");
        assertThat(a.set("{k}moved", String.class)).containsExactly("x");
        assertThat(a.keys().expire("{k}moved", Duration.ofHours(1), ExpireCondition.IF_ANY))
                .isFalse();
        assertThat(a.keys().expire("{k}moved", Duration.ofHours(1))).isTrue();
        assertThat(a.keys().expire("{k}moved", Duration.ofHours(2), ExpireCondition.IF_EARLIER))
                .isFalse();
        assertThat(b.keys().expireTime("{k}moved")).isAfter(Instant.now());
        assertThat(b.keys().expireAt("{k}moved", Instant.EPOCH)).isTrue();
        assertThat(b.keys().exists("{k}moved")).isFalse();
        assertThatThrownBy(() -> b.keys().rename("{k}set", "{other}set")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void collectionsLargeAndSmallAreThereAfterTheirOwnerLeft() {
        Map<String, String> fields = new LinkedHashMap<>();
        IntStream.range(0, 3_000).forEach(i -> fields.put("field" + i, "value" + i));
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            names.add("large" + i);
            a.hash("large" + i, String.class, String.class).putAll(fields);
            a.set("small" + i, String.class).add("x" + i);
            a.deque("queue" + i, String.class).addLastEach(fields.keySet());
        }

        b.close();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(a.topology().members()).hasSize(2));
        for (int i = 0; i < 12; i++) {
            assertThat(a.hash(names.get(i), String.class, String.class).toMap()).isEqualTo(fields);
            assertThat(a.set("small" + i, String.class)).containsExactly("x" + i);
            assertThat(a.deque("queue" + i, String.class).toList()).containsExactlyElementsOf(fields.keySet());
        }
    }
}
