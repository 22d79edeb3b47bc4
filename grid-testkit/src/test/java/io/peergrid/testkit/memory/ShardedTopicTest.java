package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridException;
import io.peergrid.GridTopic;
import io.peergrid.GridUnavailableException;
import io.peergrid.OutcomeUnknownException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ShardedTopicTest extends OnThreeMembers {
    private String name;

    private GridTopic<String> topic(Grid grid) {
        return grid.shardedTopic(name, String.class);
    }

    private List<String> listen(Grid grid) {
        List<String> got = new CopyOnWriteArrayList<>();
        var unused = topic(grid).subscribe(got::add);
        return got;
    }

    @Test
    void allListenersGetTheMessagesOfAllPublishersInOneOrder() {
        name = nameOwnedBy(b, "orders");
        List<List<String>> got = cluster.grids().stream().map(this::listen).toList();
        List<CompletableFuture<Void>> publishers = new ArrayList<>();
        int count = 200;
        for (Grid grid : cluster.grids()) {
            publishers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < count; i++) {
                    assertThat(topic(grid).publish(grid.self().name() + "-" + i))
                            .isEqualTo(3);
                }
            }));
        }
        publishers.forEach(CompletableFuture::join);

        await().until(() -> got.stream().allMatch(each -> each.size() == 3 * count));
        assertThat(got.get(1)).isEqualTo(got.get(0)).doesNotHaveDuplicates();
        assertThat(got.get(2)).isEqualTo(got.get(0));
        assertThat(b.topic(name, String.class).publish("another topic")).isZero();
    }

    @Test
    void theOrderHoldsAndNothingComesTwiceThoughTheOwnerDies() {
        name = nameOwnedBy(b, "orders");
        List<String> here = listen(a);
        List<String> there = listen(cluster.grid(2));
        AtomicBoolean over = new AtomicBoolean();
        Set<String> sure = ConcurrentHashMap.newKeySet();
        List<CompletableFuture<Void>> publishers = new ArrayList<>();
        for (Grid grid : List.of(a, cluster.grid(2))) {
            publishers.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; !over.get(); i++) {
                    String message = grid.self().name() + "-" + i;
                    try {
                        if (topic(grid).publish(message) == 2) {
                            sure.add(message);
                        }
                    } catch (GridUnavailableException | OutcomeUnknownException e) {
                        assertThat(e).isInstanceOf(GridException.class);
                    }
                    Thread.onSpinWait();
                }
            }));
        }
        await().until(() -> sure.size() > 100);
        cluster.kill(b);
        int before = sure.size();
        await().atMost(Duration.ofSeconds(30)).until(() -> sure.size() > before + 200);
        over.set(true);
        publishers.forEach(CompletableFuture::join);

        await().untilAsserted(() -> assertThat(here).containsAll(sure));
        await().untilAsserted(() -> assertThat(there).containsAll(sure));
        assertThat(here).doesNotHaveDuplicates();
        Set<String> both = new HashSet<>(here);
        both.retainAll(there);
        assertThat(here.stream().filter(both::contains))
                .isEqualTo(there.stream().filter(both::contains).toList());
    }

    @Test
    void aMinorityPublishesNothing() {
        name = nameOwnedBy(b, "orders");
        List<String> got = listen(a);
        cluster.isolate(b);
        await().until(() -> !b.health().majority());
        assertThatThrownBy(() -> topic(b).publish("x")).isInstanceOf(GridUnavailableException.class);
        await().atMost(Duration.ofSeconds(30)).until(() -> insist(() -> topic(a).publish("y")) == 1);
        assertThat(got).containsOnly("y");
    }
}
