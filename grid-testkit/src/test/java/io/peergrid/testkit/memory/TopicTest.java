package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridClosedException;
import io.peergrid.GridEvent;
import io.peergrid.GridSubscription;
import io.peergrid.GridTopic;
import io.peergrid.ValueTooLargeException;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TopicTest extends OnThreeMembers {
    private final List<String> got = new CopyOnWriteArrayList<>();

    private static GridTopic<String> news(Grid grid) {
        return grid.topic("news", String.class);
    }

    private void awaitGot(String... expected) {
        await().untilAsserted(() -> assertThat(got).containsExactly(expected));
    }

    @Test
    void aMessageReachesTheListenersOfAllMembersAndThePublisherKnowsHowManyMembersTookIt() {
        assertThat(news(a).publish("nobody listens")).isZero();
        for (Grid grid : cluster.grids()) {
            var unused = news(grid).subscribe(message -> got.add(grid.self().name() + " " + message));
        }
        var twice = news(b).subscribe(message -> got.add("again " + message));
        var other = a.topic("weather", String.class).subscribe(got::add);

        assertThat(news(a).publish("x")).isEqualTo(3);
        await().untilAsserted(() -> assertThat(got).containsExactlyInAnyOrder("m1 x", "m2 x", "m3 x", "again x"));
        assertThat(List.of(twice.dropped(), twice.missed(), twice.unreadable(), other.dropped()))
                .containsOnly(0L);
    }

    @Test
    void eachListenerGetsWhatAMemberPublishesInItsOrder() throws Exception {
        var unused = news(b).subscribe(got::add);
        int count = 5_000;
        List<CompletionStage<Integer>> published = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            published.add(news(a).async().publish("" + i));
            if (i % 500 == 0) {
                // The listener has a bound.
                published.get(i).toCompletableFuture().get(10, TimeUnit.SECONDS);
                int sent = i + 1;
                await().until(() -> got.size() == sent);
            }
        }
        for (CompletionStage<Integer> each : published) {
            assertThat(each.toCompletableFuture().get(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
        await().until(() -> got.size() == count);
        assertThat(got)
                .isEqualTo(IntStream.range(0, count).mapToObj(i -> "" + i).toList());
    }

    @Test
    void aPatternHearsOfTheTopicsItMatchesAndOnlyOfThose() {
        var pattern =
                b.topicPattern("news.[a-m]*", String.class).subscribe((topic, text) -> got.add(topic + ":" + text));
        assertThat(a.topic("news.fi", String.class).publish("1")).isEqualTo(1);
        assertThat(a.topic("news.se", String.class).publish("2")).isZero();
        assertThat(a.topic("old.news.fi", String.class).publish("3")).isZero();
        assertThat(a.shardedTopic("news.fi", String.class).publish("4")).isZero();
        assertThat(b.topic("news.dk", String.class).publish("5")).isEqualTo(1);
        awaitGot("news.fi:1", "news.dk:5");

        pattern.close();
        await().until(() -> a.topic("news.fi", String.class).publish("6") == 0);
        awaitGot("news.fi:1", "news.dk:5");
    }

    @Test
    void whoHasClosedItsSubscriptionHearsNothingAndCostsNothing() {
        GridSubscription first = news(b).subscribe(message -> got.add("first " + message));
        GridSubscription second = news(b).subscribe(message -> got.add("second " + message));
        news(a).publish("1");
        first.close();
        first.close();
        assertThat(news(a).publish("2")).isEqualTo(1);
        await().untilAsserted(() -> assertThat(got).contains("second 2").doesNotContain("first 2"));
        second.close();
        await().until(() -> news(a).publish("3") == 0);
        for (int i = 0; i < 100; i++) {
            news(b).subscribe(got::add).close();
        }
        await().until(() -> news(a).publish("4") == 0);
        assertThat(got).noneMatch(message -> message.contains("3") || message.contains("4"));
    }

    @Test
    void aSlowListenerLosesTheOldestAndHoldsNobodyUp() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        GridSubscription slow = news(b).subscribe(message -> {
            awaitLatch(goOn);
            got.add(message);
        });
        List<String> others = new CopyOnWriteArrayList<>();
        var other = news(b).subscribe(others::add);
        int count = 2_000;
        for (int i = 0; i < count; i++) {
            assertThat(news(a).publish("" + i)).isEqualTo(1);
            int sent = i + 1;
            if (i % 200 == 0) {
                await().until(() -> others.size() == sent);
            }
        }
        await().until(() -> others.size() == count);
        goOn.countDown();

        await().until(() -> got.size() + slow.dropped() == count);
        assertThat(slow.dropped()).isBetween(970L, 980L);
        assertThat(slow.missed()).isZero();
        assertThat(other.dropped()).isZero();
        assertThat(got).endsWith("" + (count - 1));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aMemberThatStandsStillHoldsPublishersUpForAMomentAndGetsWhatFits() {
        Grid c = cluster.grid(2);
        GridSubscription there = news(c).subscribe(got::add);
        String large = "x".repeat(500_000);
        cluster.pause(c);
        long begun = System.nanoTime();
        assertThat(news(a).publish("0" + large)).isZero();
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(450), Duration.ofSeconds(3));
        for (int i = 1; i < 20; i++) {
            var unused = news(a).async().publish(i + large);
        }
        cluster.resume(c);

        await().until(() -> got.size() + there.missed() == 20);
        assertThat(there.missed()).isBetween(5L, 15L);
        assertThat(got.get(got.size() - 1)).startsWith("19x");
    }

    @Test
    void aMemberThatJoinsLearnsWhoListensAndIsHeardAndHears() {
        var unused = news(a).subscribe(message -> got.add("a " + message));
        Grid d = cluster.join("m4");
        await().until(() -> news(d).publish("from d") == 1);
        await().untilAsserted(() -> assertThat(got).contains("a from d"));

        var there = news(d).subscribe(message -> got.add("d " + message));
        assertThat(news(b).publish("to d")).isEqualTo(2);
        await().untilAsserted(() -> assertThat(got).contains("d to d", "a to d"));
        assertThat(there.missed()).isZero();
    }

    @Test
    void whoWasCutOffAndReturnsIsHeardOfAgain() {
        Grid c = cluster.grid(2);
        GridSubscription there = news(c).subscribe(got::add);
        List<GridEvent> events = new CopyOnWriteArrayList<>();
        var unused = a.events().subscribe(events::add);
        cluster.isolate(c);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> events.stream().anyMatch(GridEvent.Promoted.class::isInstance));
        cluster.heal();
        await().atMost(Duration.ofSeconds(30)).until(() -> news(a).publish("x") == 1);
        await().until(() -> got.contains("x"));
        assertThat(there.missed()).isPositive();
    }

    @Test
    void aMemberThatDiesIsNotCountedAndIsMissedByNobody() {
        var there = news(b).subscribe(got::add);
        var here = news(a).subscribe(message -> {});
        cluster.kill(b);
        await().atMost(Duration.ofSeconds(20)).until(() -> news(a).publish("x") == 1);
        assertThat(cluster.grid(1).topic("news", String.class).publish("y")).isEqualTo(1);
        assertThat(here.missed() + there.missed()).isZero();
    }

    @Test
    void aMessageOfAnotherTypeIsCountedAndTheSubscriptionGoesOn() {
        GridSubscription numbers = b.topic("news", Long.class).subscribe(number -> got.add("" + number));
        var failing = news(b).subscribe(message -> {
            throw new IllegalStateException("this listener fails on purpose");
        });
        news(a).publish("no number");
        a.topic("news", Long.class).publish(7L);
        awaitGot("7");
        assertThat(numbers.unreadable()).isEqualTo(1);
        assertThat(failing.dropped()).isZero();
    }

    @Test
    void whatIsTooLargeOrNullOrAfterTheEndIsRefused() {
        assertThatThrownBy(() -> news(a).publish("x".repeat(1 << 20)))
                .isInstanceOf(ValueTooLargeException.class)
                .hasMessageContaining("the bound is 1048576 bytes");
        assertThatThrownBy(() -> a.topic("x".repeat(1 << 20), String.class)).isInstanceOf(ValueTooLargeException.class);
        assertThatThrownBy(() -> news(a).publish(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> news(a).subscribe(null)).isInstanceOf(NullPointerException.class);
        GridTopic<String> gone = news(b);
        cluster.stop(b);
        assertThatThrownBy(() -> gone.publish("x")).isInstanceOf(GridClosedException.class);
        assertThatThrownBy(() -> gone.subscribe(got::add)).isInstanceOf(GridClosedException.class);
    }

    @Test
    void framesThatAreNoneAreDroppedAndCounted() {
        var unused = news(b).subscribe(got::add);
        Transport stranger = cluster.stranger();
        stranger.start(new Transport.Listener() {
            @Override
            public void received(MemberId from, Transport.Lane lane, byte[] frame) {}

            @Override
            public void appeared(MemberId peer) {}

            @Override
            public void disappeared(MemberId peer) {}
        });
        SplittableRandom random = new SplittableRandom(3);
        for (MemberId member : stranger.reachable()) {
            for (int i = 0; i < 2_000; i++) {
                byte[] frame = new byte[2 + random.nextInt(60)];
                random.nextBytes(frame);
                frame[0] = (byte) (0x44 + random.nextInt(12));
                frame[1] = 1;
                stranger.send(member, Transport.Lane.DATA, frame);
            }
        }
        await().until(() -> b.status().malformedFrames() > 1_000);
        assertThat(news(a).publish("x")).isEqualTo(1);
        awaitGot("x");
        stranger.close();
    }
}
