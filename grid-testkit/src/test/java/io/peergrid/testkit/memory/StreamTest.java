package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.ClaimedRecords;
import io.peergrid.Grid;
import io.peergrid.GridException;
import io.peergrid.GridStream;
import io.peergrid.PendingRecord;
import io.peergrid.StreamGroupInfo;
import io.peergrid.StreamId;
import io.peergrid.StreamRecord;
import io.peergrid.StreamTrim;
import io.peergrid.WrongTypeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamTest extends OnThreeMembers {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void aStreamIsOneLogForAllMembers() throws Exception {
        GridStream<Long> fromA = stream(0);
        GridStream<Long> fromB = stream(1);
        List<StreamId> ids = new ArrayList<>();
        for (long i = 0; i < 300; i++) {
            ids.add((i % 2 == 0 ? fromA : fromB).add(Map.of("number", i)));
        }

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(fromA.size()).isEqualTo(300);
        assertThat(ids(fromB.range(StreamId.MIN, StreamId.MAX, 1_000))).isEqualTo(ids);
        assertThat(fromB.get(ids.get(7)).fields()).isEqualTo(Map.of("number", 7L));
        assertThat(ids(fromA.read(ids.get(297), 10))).isEqualTo(ids.subList(298, 300));
        assertThat(ids(fromA.rangeFromEnd(ids.get(5), ids.get(9), 2))).containsExactly(ids.get(9), ids.get(8));
        assertThat(fromB.remove(List.of(ids.get(9), ids.get(10), StreamId.MIN))).isEqualTo(2);
        assertThat(fromA.trim(StreamTrim.toSize(200))).isEqualTo(98);
        assertThat(fromA.trim(StreamTrim.before(ids.get(200)))).isEqualTo(100);
        assertThat(fromB.info().added()).isEqualTo(300);
        assertThat(fromB.info().maxRemovedId()).isEqualTo(ids.get(10));
        StreamId next = fromB.async()
                .add(Map.of("number", 1L), StreamTrim.toSize(1))
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        assertThat(next).isGreaterThan(ids.get(299)).isEqualTo(fromA.info().lastId());
        assertThat(fromA.size()).isOne();
        assertThatThrownBy(() -> fromA.addWithId(ids.get(0), Map.of("number", 1L)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> cluster.grid(0).counter("log").get()).isInstanceOf(WrongTypeException.class);
    }

    @Test
    void consumersOfAGroupShareTheEntries() throws Exception {
        GridStream<Long> stream = stream(0);
        GridStream.Group<Long> group = stream(1).group("workers");
        assertThatThrownBy(() -> group.consumer("ann").read(5)).isInstanceOf(GridException.class);
        group.create(StreamId.MIN);
        assertThatThrownBy(() -> group.create(StreamId.MIN)).isInstanceOf(GridException.class);
        List<StreamId> ids = new ArrayList<>();
        for (long i = 0; i < 10; i++) {
            ids.add(stream.add(Map.of("number", i)));
        }

        assertThat(ids(group.consumer("ann").read(4))).isEqualTo(ids.subList(0, 4));
        assertThat(ids(stream(2).group("workers").consumer("bob").read(3))).isEqualTo(ids.subList(4, 7));
        assertThat(ids(group.consumer("eve").readAcknowledged(100))).isEqualTo(ids.subList(7, 10));
        assertThat(group.consumer("ann").read(5)).isEmpty();
        assertThat(group.acknowledge(ids.subList(0, 2))).isEqualTo(2);
        assertThat(ids(group.consumer("ann").readAgain(StreamId.MIN, 10))).isEqualTo(ids.subList(2, 4));
        assertThat(group.pending(Duration.ZERO, StreamId.MIN, StreamId.MAX, 100))
                .extracting(PendingRecord::consumer)
                .containsExactly("ann", "ann", "bob", "bob", "bob");

        stream.remove(List.of(ids.get(4)));
        ClaimedRecords<Long> claimed = group.consumer("eve").claimFrom(Duration.ZERO, ids.get(3), 3);
        assertThat(ids(claimed.records())).containsExactly(ids.get(3), ids.get(5));
        assertThat(claimed.removed()).containsExactly(ids.get(4));
        assertThat(claimed.next()).isEqualTo(ids.get(6));
        assertThat(ids(group.consumer("eve").claim(Duration.ZERO, List.of(ids.get(2), ids.get(4)))))
                .containsExactly(ids.get(2));
        assertThat(group.consumer("eve").claim(Duration.ofHours(1), List.of(ids.get(6))))
                .isEmpty();
        assertThat(group.removeConsumer("bob")).isEqualTo(1);
        assertThat(group.consumers())
                .extracting(info -> info.name() + info.pending())
                .containsExactly("ann0", "eve3");
        StreamGroupInfo info = stream.groups().get(0);
        assertThat(info.pending()).isEqualTo(3);
        assertThat(info.lastId()).isEqualTo(ids.get(9));
        group.moveTo(ids.get(8));
        assertThat(ids(stream.async()
                        .group("workers")
                        .consumer("ann")
                        .read(5)
                        .toCompletableFuture()
                        .get(10, TimeUnit.SECONDS)))
                .containsExactly(ids.get(9));
        assertThat(group.destroy()).isTrue();
        assertThat(group.destroy()).isFalse();
    }

    @Test
    void idsRiseAndNothingIsGivenTwiceWhenTheOwnerDies() throws Exception {
        Grid owner = cluster.grid(2);
        GridStream<Long> stream = cluster.grid(0).stream(nameOwnedBy(owner, "log"), Long.class);
        stream.group("g").create(StreamId.MIN);
        List<StreamId> ids = new ArrayList<>();
        List<StreamId> given = new ArrayList<>();
        for (long i = 0; i < 400; i++) {
            if (i == 200) {
                cluster.kill(owner);
            }
            Map<String, Long> entry = Map.of("number", i);
            ids.add(insist(() -> stream.add(entry)));
            given.addAll(ids(insist(() -> stream.group("g").consumer("c").read(10))));
        }

        assertThat(ids).isSorted().doesNotHaveDuplicates();
        assertThat(given).isEqualTo(ids);
        assertThat(ids(stream.range(StreamId.MIN, StreamId.MAX, 1_000))).isEqualTo(ids);
        assertThat(stream.info().added()).isEqualTo(400);
    }

    @Test
    void whoWaitsReadsWhatAnotherMemberAdds() throws Exception {
        StreamId first = stream(0).add(Map.of("number", 1L));
        var inB = stream(1).async().read(first, 10, LONG).toCompletableFuture();
        var inC = stream(2).async().read(first, 10, LONG).toCompletableFuture();
        awaitWaiting(inB);
        awaitWaiting(inC);
        StreamId second = stream(0).add(Map.of("number", 2L));

        assertThat(ids(inB.get(20, TimeUnit.SECONDS))).containsExactly(second);
        assertThat(ids(inC.get(20, TimeUnit.SECONDS))).containsExactly(second);
        assertThat(ids(stream(1).read(first, 10, LONG))).containsExactly(second);
        assertThat(stream(1).read(second, 10, Duration.ofMillis(50))).isEmpty();
    }

    @Test
    void eachEntryIsGivenToOneOfTheConsumersThatWait() throws Exception {
        stream(0).group("g").createAtEnd();
        List<CompletableFuture<List<StreamRecord<Long>>>> waiting = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            waiting.add(
                    stream(i).async().group("g").consumer("c" + i).read(1, LONG).toCompletableFuture());
            awaitWaiting(waiting.get(i));
        }
        List<StreamId> added = new ArrayList<>();
        for (long i = 0; i < 3; i++) {
            added.add(stream(0).add(Map.of("number", i)));
        }
        List<StreamId> given = new ArrayList<>();
        for (var one : waiting) {
            given.addAll(ids(one.get(20, TimeUnit.SECONDS)));
        }

        assertThat(given).containsExactlyInAnyOrderElementsOf(added);
        assertThat(stream(1).group("g").consumer("c").read(1, Duration.ofMillis(50)))
                .isEmpty();
    }

    @Test
    void whoWaitsAtADyingOwnerReadsAtTheNext() throws Exception {
        Grid owner = cluster.grid(2);
        String name = nameOwnedBy(owner, "log");
        GridStream<Long> stream = cluster.grid(0).stream(name, Long.class);
        var waiting = stream.async().read(StreamId.MIN, 10, LONG).toCompletableFuture();
        awaitWaiting(waiting);
        cluster.kill(owner);
        StreamId added = insist(() -> cluster.grid(1).stream(name, Long.class).add(Map.of("number", 1L)));

        assertThat(ids(waiting.get(20, TimeUnit.SECONDS))).containsExactly(added);
    }

    /** Long enough for the owner to know; a test that is too early still holds, it only shows less. */
    private static void awaitWaiting(Future<?> waiting) {
        await().during(Duration.ofMillis(100)).atMost(Duration.ofSeconds(5)).until(() -> !waiting.isDone());
    }

    private GridStream<Long> stream(int member) {
        return cluster.grid(member).stream("log", Long.class);
    }

    private static List<StreamId> ids(List<StreamRecord<Long>> records) {
        return records.stream().map(StreamRecord::id).toList();
    }
}
