package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridMap;
import io.peergrid.GridUnavailableException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InMemoryClusterTest {
    private static final int ENTRIES = 300;

    private InMemoryCluster cluster;

    @BeforeEach
    void start() {
        cluster = InMemoryCluster.start(3);
        GridMap<String, String> map = map(cluster.grid(0));
        for (int i = 0; i < ENTRIES; i++) {
            map.put("key-" + i, "value-" + i);
        }
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void whatAKilledMemberHeldIsStillThere() {
        cluster.kill(cluster.grid(0));
        assertHoldsAll(cluster.grid(0));
        cluster.awaitBalanced();
        cluster.kill(cluster.grid(1));
        assertHoldsAll(cluster.grid(0));
    }

    @Test
    void aMemberThatIsCutOffRefusesWhileTheOthersGoOnAndReturnsAfterHealing() {
        Grid alone = cluster.grid(2);
        cluster.isolate(alone);
        GridMap<String, String> there = map(cluster.grid(0));
        there.put("key-0", "written by the majority");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThatThrownBy(
                        () -> map(alone).withDeadline(Duration.ofSeconds(2)).get("key-0"))
                .isInstanceOf(GridUnavailableException.class)
                .hasMessageContaining("majority"));
        cluster.heal();
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(map(alone).get("key-0")).isEqualTo("written by the majority"));
    }

    @Test
    void aMemberThatJoinsGetsItsShareOfTheData() {
        cluster.join("m4");
        cluster.awaitBalanced();
        assertHoldsAll(cluster.grid(3));
    }

    private static void assertHoldsAll(Grid grid) {
        for (int i = 0; i < ENTRIES; i++) {
            assertThat(map(grid).get("key-" + i)).isEqualTo("value-" + i);
        }
    }

    private static GridMap<String, String> map(Grid grid) {
        return grid.map("memory", String.class, String.class);
    }
}
