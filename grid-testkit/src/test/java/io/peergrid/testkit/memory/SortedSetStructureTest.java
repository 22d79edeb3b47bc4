package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.GridSortedSet;
import io.peergrid.KeyType;
import io.peergrid.ScanCursor;
import io.peergrid.ScanPage;
import io.peergrid.ScoreCondition;
import io.peergrid.ScoreMerge;
import io.peergrid.ScoredElement;
import io.peergrid.SortedRange;
import io.peergrid.WrongTypeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SortedSetStructureTest extends OnThreeMembers {
    @Test
    void aLeaderboardKnowsRanksAndRanges() throws Exception {
        GridSortedSet<String> fromA = a.sortedSet("board", String.class);
        GridSortedSet<String> fromB = b.sortedSet("board", String.class);
        Map<String, Double> many = new LinkedHashMap<>();
        IntStream.range(0, 1_000).forEach(i -> many.put("player" + i, i / 4.0));

        assertThat(fromA.add("ada", 300)).isTrue();
        assertThat(fromB.add("ada", 301)).isFalse();
        assertThat(fromA.addAll(many)).isEqualTo(1_000);
        assertThat(fromB.size()).isEqualTo(1_001);
        assertThat(fromB.addAndGet("ada", 0.5)).isEqualTo(301.5);
        assertThat(fromB.rankFromTop("ada")).isZero();
        assertThat(fromB.rank("player5")).isEqualTo(5);
        assertThat(fromB.rank("nobody")).isNull();
        assertThat(fromA.score("player6")).isEqualTo(1.5);
        assertThat(fromA.scores(List.of("ada", "nobody"))).containsExactly(Map.entry("ada", 301.5));
        assertThat(fromA.contains("nobody")).isFalse();
        assertThat(fromA.range(SortedRange.ofRanks(0, 1).descending())).containsExactly("ada", "player999");
        assertThat(fromB.entries(SortedRange.ofScores(1, false, 2, true).page(1, 2)))
                .containsExactly(new ScoredElement<>("player6", 1.5), new ScoredElement<>("player7", 1.75));
        assertThat(fromB.entries(SortedRange.ofScores(1, 2).descending().page(0, 1)))
                .containsExactly(new ScoredElement<>("player8", 2));
        assertThat(fromB.count(SortedRange.ofScores(100, Double.POSITIVE_INFINITY)))
                .isEqualTo(601);
        assertThat(fromB.count(SortedRange.ofRanks(-3, -1))).isEqualTo(3);
        assertThat(fromA.removeRange(SortedRange.ofScores(Double.NEGATIVE_INFINITY, 249)))
                .isEqualTo(997);
        assertThat(fromA.async().popHighest().toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isEqualTo(new ScoredElement<>("ada", 301.5));
        assertThat(fromB.popLowest(5)).hasSize(3);
        assertThat(fromB.popLowest()).isNull();
        assertThat(fromA.exists()).isFalse();
    }

    @Test
    void aScoreChangesOnlyIfItsConditionHolds() {
        GridSortedSet<Integer> set = a.sortedSet("conditions", Integer.class);

        assertThat(set.add(1, 5, ScoreCondition.IF_PRESENT)).isFalse();
        assertThat(set.add(1, 5, ScoreCondition.IF_ABSENT)).isTrue();
        assertThat(set.add(1, 4, ScoreCondition.IF_ABSENT_OR_GREATER)).isFalse();
        assertThat(set.add(1, 6, ScoreCondition.IF_GREATER)).isTrue();
        assertThat(set.addAndGet(1, 1, ScoreCondition.IF_LESS)).isNull();
        assertThat(set.addAndGet(1, -1, ScoreCondition.IF_ABSENT_OR_LESS)).isEqualTo(5);
        assertThat(set.addAll(Map.of(1, 5.0, 2, 5.0), ScoreCondition.IF_ABSENT)).isEqualTo(1);
        assertThatThrownBy(() -> set.add(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        set.add(1, Double.POSITIVE_INFINITY);
        assertThatThrownBy(() -> set.addAndGet(1, Double.NEGATIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(b.keys().type("conditions")).isEqualTo(KeyType.ZSET);
        assertThatThrownBy(() -> b.set("conditions", Integer.class).add(1)).isInstanceOf(WrongTypeException.class);
    }

    @Test
    void elementsOfOneScoreAreInTheOrderOfTheirText() {
        GridSortedSet<String> names = a.sortedSet("names", String.class);
        names.addAll(Map.of("ann", 0.0, "bob", 0.0, "carl", 0.0, "dora", 0.0));

        assertThat(names.range(SortedRange.ofElements("b", "carl"))).containsExactly("bob", "carl");
        assertThat(names.range(SortedRange.ofElements("bob", false, null, true).descending()))
                .containsExactly("dora", "carl");
        assertThat(names.count(SortedRange.ofElements(null, true, "carl", false)))
                .isEqualTo(2);
        assertThat(names.removeRange(SortedRange.ofElements("c", null))).isEqualTo(2);
        assertThat(names.randomElements(5)).containsExactlyInAnyOrder("ann", "bob");
        assertThatThrownBy(() -> names.range(SortedRange.ofElements(1, null)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.String");
    }

    @Test
    void sortedSetsAndSetsAreCombinedWhereverTheyLive() {
        for (String tag : List.of("", "{x}")) {
            a.sortedSet(tag + "one", Integer.class).addAll(Map.of(1, 1.0, 2, 2.0, 3, 3.0));
            a.sortedSet(tag + "two", Integer.class).addAll(Map.of(2, 20.0, 3, 30.0, 4, 40.0));
            a.set(tag + "plain", Integer.class).addAll(List.of(3, 4, 5));
            GridSortedSet<Integer> any = b.sortedSet(tag + "result", Integer.class);
            ScoreMerge merge =
                    ScoreMerge.of(tag + "one", tag + "two", tag + "plain").weighted(10, 1, 100);

            assertThat(any.union(merge))
                    .containsExactly(
                            new ScoredElement<>(1, 10),
                            new ScoredElement<>(2, 40),
                            new ScoredElement<>(5, 100),
                            new ScoredElement<>(4, 140),
                            new ScoredElement<>(3, 160));
            assertThat(any.intersection(merge.by(ScoreMerge.Aggregate.MAX)))
                    .containsExactly(new ScoredElement<>(3, 100));
            assertThat(any.difference(List.of(tag + "one", tag + "plain")))
                    .containsExactly(new ScoredElement<>(1, 1), new ScoredElement<>(2, 2));
        }
        GridSortedSet<Integer> result = b.sortedSet("{x}result", Integer.class);

        assertThatThrownBy(() -> result.storeUnion(ScoreMerge.of("one", "two")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hash tag");
        assertThat(result.storeUnion(ScoreMerge.of("{x}one", "{x}two"))).isEqualTo(4);
        assertThat(result.storeIntersection(
                        ScoreMerge.of("{x}result", "{x}plain").by(ScoreMerge.Aggregate.MIN)))
                .isEqualTo(2);
        assertThat(result.storeDifference(List.of("{x}two", "{x}plain"))).isEqualTo(1);
        assertThat(result.storeRange("{x}one", SortedRange.ofRanks(0, 1).descending()))
                .isEqualTo(2);
        assertThat(result.range(SortedRange.all())).containsExactly(2, 3);
    }

    @Test
    void isScannedPageByPageAndThereAfterItsOwnerLeft() {
        Map<Integer, Double> all = new LinkedHashMap<>();
        IntStream.range(0, 3_000).forEach(i -> all.put(i, (double) (i % 7)));
        for (int i = 0; i < 8; i++) {
            a.sortedSet("large" + i, Integer.class).addAll(all);
        }
        GridSortedSet<Integer> set = a.sortedSet("large0", Integer.class);
        Set<Integer> seen = new HashSet<>();
        ScanCursor cursor = ScanCursor.START;
        while (!cursor.finished()) {
            ScanPage<ScoredElement<Integer>> page = set.scan(cursor, null, 100);
            page.items().forEach(item -> seen.add(item.element()));
            cursor = page.next();
            set.addAndGet(5, 1);
        }
        assertThat(seen).isEqualTo(all.keySet());

        b.close();

        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(a.topology().members()).hasSize(2));
        for (int i = 1; i < 8; i++) {
            GridSortedSet<Integer> kept = a.sortedSet("large" + i, Integer.class);
            assertThat(kept.size()).isEqualTo(3_000);
            assertThat(kept.entries(SortedRange.ofScores(6, 6))).hasSize(428);
            assertThat(kept.rank(0)).isZero();
        }
    }
}
