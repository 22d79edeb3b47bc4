package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridClosedException;
import io.peergrid.GridDeque;
import io.peergrid.GridDeque.End;
import io.peergrid.PoppedElements;
import io.peergrid.WrongTypeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitingDequeTest extends OnWaitingMembers {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void whoWaitsGetsWhatAnotherMemberAdds() throws Exception {
        for (int i = 0; i < 6; i++) {
            String name = "queue" + i;
            Future<String> taken = threads.submit(() -> deque(1, name).takeFirst());
            awaitWaiting(taken);
            deque(0, name).add("job" + i);

            assertThat(taken.get(10, TimeUnit.SECONDS)).isEqualTo("job" + i);
            assertThat(deque(2, name)).isEmpty();
        }
    }

    @Test
    void ofThoseWhoWaitTheFirstComesFirst() throws Exception {
        List<CompletableFuture<String>> waiting = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            waiting.add(deque(i % 3, "line").async().pollFirst(LONG).toCompletableFuture());
            awaitWaiting(waiting.get(i));
        }
        for (int i = 0; i < 6; i++) {
            deque(0, "line").addLast("e" + i);
            assertThat(waiting.get(i).get(10, TimeUnit.SECONDS)).isEqualTo("e" + i);
        }
    }

    @Test
    void waitingEndsWithItsTimeOrWithAnInterrupt() throws Exception {
        GridDeque<String> empty = deque(0, "empty");

        assertThat(empty.pollLast(50, TimeUnit.MILLISECONDS)).isNull();
        assertThat(empty.poll(0, TimeUnit.MILLISECONDS)).isNull();
        assertThat(empty.async()
                        .pollFirst(Duration.ofMillis(50))
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS))
                .isNull();

        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                empty.takeFirst();
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        });
        waiter.start();
        await().until(() -> waiter.getState() == Thread.State.WAITING);
        waiter.interrupt();
        assertThat(interrupted.get(10, TimeUnit.SECONDS)).isTrue();
        empty.add("later");
        assertThat(empty.take()).isEqualTo("later");
    }

    @Test
    void whoWaitsToMoveAnElementMovesIt() throws Exception {
        Future<String> moved = threads.submit(() -> deque(1, "{w}from").moveTo("{w}to", End.LAST, End.FIRST, LONG));
        awaitWaiting(moved);
        deque(2, "{w}from").add("x");

        assertThat(moved.get(10, TimeUnit.SECONDS)).isEqualTo("x");
        assertThat(deque(0, "{w}to")).containsExactly("x");
    }

    @Test
    void whoWaitsForSeveralDequesGetsWhatComesFirst() throws Exception {
        GridDeque<String> first = deque(1, "{s}a");
        Future<PoppedElements<String>> taken =
                threads.submit(() -> first.pollAny(List.of("{s}b", "{s}c"), End.FIRST, 2, LONG));
        awaitWaiting(taken);
        deque(2, "{s}c").addLastEach(List.of("x", "y", "z"));

        assertThat(taken.get(10, TimeUnit.SECONDS)).isEqualTo(new PoppedElements<>("{s}c", List.of("x", "y")));
        deque(0, "{s}b").add("u");
        assertThat(first.async()
                        .pollAny(List.of("{s}b", "{s}c"), End.LAST, 5, LONG)
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS))
                .isEqualTo(new PoppedElements<>("{s}b", List.of("u")));
        assertThat(first.pollAny(List.of("{s}c"), End.LAST, 5)).isEqualTo(new PoppedElements<>("{s}c", List.of("z")));
        assertThat(first.pollAny(List.of("{s}c"), End.LAST, 5)).isNull();
        assertThat(first.pollAny(List.of(), End.LAST, 5, Duration.ofMillis(10))).isNull();
        assertThatThrownBy(() -> first.pollAny(List.of("elsewhere"), End.FIRST, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> first.pollAny(List.of(), End.FIRST, 0, LONG))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whoCancelsTakesNothing() throws Exception {
        GridDeque<String> queue = deque(0, "cancelled");
        CompletableFuture<String> cancelled = queue.async().pollFirst(LONG).toCompletableFuture();
        CompletableFuture<String> waiting = queue.async().pollFirst(LONG).toCompletableFuture();
        awaitWaiting(waiting);
        cancelled.cancel(false);
        deque(1, "cancelled").add("x");

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo("x");
    }

    @Test
    void whoWaitsForAKeyOfAnotherTypeIsRefused() {
        cluster.grid(0).set("typed", String.class).add("x");

        assertThatThrownBy(() -> deque(1, "typed").pollFirst(LONG)).isInstanceOf(WrongTypeException.class);
    }

    @Test
    void whoWaitsAtAMemberThatClosesIsTold() {
        Grid leaving = cluster.grid(2);
        Future<String> waiting =
                threads.submit(() -> leaving.deque("none", String.class).takeFirst());
        awaitWaiting(waiting);
        cluster.stop(leaving);

        assertThatThrownBy(() -> waiting.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(GridClosedException.class);
    }

    @Test
    void whoWaitsAtADyingOwnerIsServedByTheNext() throws Exception {
        Grid owner = cluster.grid(1);
        String name = nameOwnedBy(owner, "queue");
        Future<String> taken = threads.submit(() -> deque(0, name).takeFirst());
        awaitWaiting(taken);

        cluster.kill(owner);
        deque(1, name).add("after");

        assertThat(taken.get(20, TimeUnit.SECONDS)).isEqualTo("after");
        assertThat(deque(0, name)).isEmpty();
    }

    @Test
    void aQueueLosesAndDoublesNothingWhenItsOwnerDies() throws Exception {
        Grid owner = cluster.grid(1);
        String name = nameOwnedBy(owner, "queue");
        Queue<String> taken = new ConcurrentLinkedQueue<>();
        AtomicBoolean over = new AtomicBoolean();
        List<Future<?>> consumers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            GridDeque<String> queue = deque(i % 2 == 0 ? 0 : 2, name);
            consumers.add(threads.submit(() -> {
                while (!over.get()) {
                    String element = insist(() -> queue.pollFirst(Duration.ofMillis(500)));
                    if (element != null) {
                        taken.add(element);
                    }
                }
                return null;
            }));
        }
        GridDeque<String> producer = deque(0, name);
        List<String> added = IntStream.range(0, 600).mapToObj(i -> "e" + i).toList();
        for (int i = 0; i < added.size(); i++) {
            String element = added.get(i);
            insist(() -> producer.add(element));
            if (i == 300) {
                cluster.kill(owner);
            }
        }
        await().atMost(LONG).until(() -> taken.size() >= added.size());
        over.set(true);
        for (Future<?> consumer : consumers) {
            consumer.get(20, TimeUnit.SECONDS);
        }

        assertThat(taken).containsExactlyInAnyOrderElementsOf(added);
        assertThat(producer).isEmpty();
    }

    private GridDeque<String> deque(int member, String name) {
        return cluster.grid(member).deque(name, String.class);
    }
}
