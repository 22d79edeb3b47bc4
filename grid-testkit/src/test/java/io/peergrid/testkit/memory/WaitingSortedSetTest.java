package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridSortedSet;
import io.peergrid.PoppedElements;
import io.peergrid.ScoredElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingSortedSetTest extends OnWaitingMembers {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void whoWaitsGetsWhatAnotherMemberAdds() throws Exception {
        Future<ScoredElement<String>> lowest =
                threads.submit(() -> set(1, "low").takeLowest());
        Future<ScoredElement<String>> highest =
                threads.submit(() -> set(2, "high").takeHighest());
        awaitWaiting(lowest);
        awaitWaiting(highest);
        set(0, "low").addAll(Map.of("a", 1.0, "b", 2.0));
        set(0, "high").addAll(Map.of("a", 1.0, "b", 2.0));

        assertThat(lowest.get(10, TimeUnit.SECONDS)).isEqualTo(new ScoredElement<>("a", 1));
        assertThat(highest.get(10, TimeUnit.SECONDS)).isEqualTo(new ScoredElement<>("b", 2));
        assertThat(set(0, "low").popHighest(LONG)).isEqualTo(new ScoredElement<>("b", 2));
        assertThat(set(0, "high").popLowest(LONG)).isEqualTo(new ScoredElement<>("a", 1));
    }

    @Test
    void ofThoseWhoWaitTheFirstComesFirst() throws Exception {
        List<CompletableFuture<ScoredElement<String>>> waiting = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            var async = set(i % 3, "line").async();
            waiting.add((i % 2 == 0 ? async.popLowest(LONG) : async.popHighest(LONG)).toCompletableFuture());
            awaitWaiting(waiting.get(i));
        }
        for (int i = 0; i < 6; i++) {
            set(0, "line").add("e" + i, -i);
            assertThat(waiting.get(i).get(10, TimeUnit.SECONDS)).isEqualTo(new ScoredElement<>("e" + i, -i));
        }
    }

    @Test
    void waitingEndsWithItsTime() throws Exception {
        long start = System.nanoTime();

        assertThat(set(1, "empty").popLowest(Duration.ofMillis(300))).isNull();
        long took = System.nanoTime() - start;

        assertThat(Duration.ofNanos(took)).isBetween(Duration.ofMillis(300), Duration.ofSeconds(20));
        assertThat(set(1, "empty").popHighest(Duration.ZERO)).isNull();
    }

    @Test
    void whoWaitsForSeveralSetsGetsWhatComesFirst() throws Exception {
        GridSortedSet<String> first = set(1, "{s}a");
        Future<PoppedElements<ScoredElement<String>>> lowest =
                threads.submit(() -> first.popLowestOfAny(List.of("{s}b", "{s}c"), 2, LONG));
        awaitWaiting(lowest);
        set(2, "{s}c").addAll(Map.of("x", 1.0, "y", 2.0, "z", 3.0));

        assertThat(lowest.get(10, TimeUnit.SECONDS))
                .isEqualTo(new PoppedElements<>(
                        "{s}c", List.of(new ScoredElement<>("x", 1), new ScoredElement<>("y", 2))));
        assertThat(first.popHighestOfAny(List.of("{s}c"), 7, LONG))
                .isEqualTo(new PoppedElements<>("{s}c", List.of(new ScoredElement<>("z", 3))));
        assertThat(first.popHighestOfAny(List.of("{s}c"), 7)).isNull();
        assertThat(first.popLowestOfAny(List.of("{s}c"), 7, Duration.ofMillis(10)))
                .isNull();
        assertThatThrownBy(() -> first.popLowestOfAny(List.of("elsewhere"), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoWaitsAtADyingOwnerIsServedByTheNext() throws Exception {
        Grid owner = cluster.grid(1);
        String name = nameOwnedBy(owner, "set");
        Future<ScoredElement<String>> taken = threads.submit(() -> set(0, name).takeLowest());
        awaitWaiting(taken);

        cluster.kill(owner);
        set(1, name).add("after", 1);

        assertThat(taken.get(20, TimeUnit.SECONDS).element()).isEqualTo("after");
        assertThat(set(0, name).size()).isZero();
    }

    @Test
    void whoGivesUpTakesNothingAndNobodyTakesAnythingTwice() throws Exception {
        Queue<String> taken = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        List<Future<?>> consumers = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            GridSortedSet<String> set = set(i % 3, "givenUp");
            Duration patience = Duration.ofMillis(1 + i);
            consumers.add(threads.submit(() -> {
                while (!over.get()) {
                    ScoredElement<String> element = set.popLowest(patience);
                    if (element != null) {
                        taken.add(element.element());
                    }
                }
                return null;
            }));
        }
        List<String> added = IntStream.range(0, 500).mapToObj(i -> "e" + i).toList();
        for (int i = 0; i < added.size(); i++) {
            set(i % 3, "givenUp").add(added.get(i), i);
        }
        await().atMost(LONG).until(() -> taken.size() >= added.size());
        over.set(true);
        for (Future<?> consumer : consumers) {
            consumer.get(20, TimeUnit.SECONDS);
        }

        assertThat(taken).containsExactlyInAnyOrderElementsOf(added);
    }

    private GridSortedSet<String> set(int member, String name) {
        return cluster.grid(member).sortedSet(name, String.class);
    }
}
