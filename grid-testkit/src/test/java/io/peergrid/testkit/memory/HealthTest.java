package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridClosedException;
import io.peergrid.GridHealth;
import io.peergrid.GridUnavailableException;
import io.peergrid.partition.SlotLayout;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class HealthTest extends OnThreeMembers {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final int SLOTS = SlotLayout.STANDARD.count();

    @Test
    void aGridWithAllItsCopiesIsHealthyAndSaysSoInOneLine() {
        for (Grid grid : cluster.grids()) {
            GridHealth health = grid.awaitHealthy(LONG);
            assertThat(health.serving()).isTrue();
            assertThat(health.members()).isEqualTo(3);
            assertThat(health.copiesMissing()).isZero();
            assertThat(health.toString())
                    .startsWith("healthy: 3 members, epoch ")
                    .contains("all 16448 slots have 2 copies")
                    .doesNotContain("\n");
        }
    }

    @Test
    void aLostMemberIsMissedUntilItsCopiesAreMadeAgain() {
        Grid survivor = cluster.grid(0);
        survivor.awaitHealthy(LONG);
        cluster.kill(cluster.grid(2));

        await().atMost(LONG).pollInterval(Duration.ofMillis(1)).until(() -> !survivor.health()
                .healthy());
        GridHealth after = survivor.awaitHealthy(LONG);

        assertThat(after.members()).isEqualTo(2);
        assertThat(after.copiesWanted()).isEqualTo(2);
    }

    @Test
    void aSingleMemberServesButIsNeverHealthyForItsDataHasNoSecondCopy() {
        cluster.stop(cluster.grid(2));
        cluster.stop(cluster.grid(1));
        Grid last = cluster.grid(0);

        assertThat(last.health())
                .satisfies(health -> assertThat(health.serving()).isTrue())
                .satisfies(health -> assertThat(health.slotsShortOfCopies()).isEqualTo(SLOTS))
                .satisfies(health -> assertThat(health.copiesMissing()).isEqualTo(SLOTS))
                .satisfies(health -> assertThat(health.slotsOffline()).isZero());
        long begun = System.nanoTime();
        assertThatThrownBy(() -> last.awaitHealthy(Duration.ofMillis(200)))
                .isInstanceOf(GridUnavailableException.class)
                .hasMessageContaining("did not get healthy within 200 ms")
                .hasMessageContaining("1 member")
                .hasMessageContaining("16448 of 16448 slots have fewer than 2 copies, 16448 missing");
        assertThat(System.nanoTime() - begun)
                .isGreaterThan(Duration.ofMillis(200).toNanos());
    }

    @Test
    void whoeverIsCutOffHasNoMajorityAndTheOthersCountItAsDown() {
        Grid cutOff = cluster.grid(2);
        Grid other = cluster.grid(0);
        cluster.isolate(cutOff);

        await().atMost(LONG).untilAsserted(() -> {
            assertThat(cutOff.health().serving()).isFalse();
            assertThat(cutOff.health().toString()).contains("no majority", "waiting for", "heal the network");
            assertThat(other.health().down()).isOne();
            assertThat(other.health().copiesMissing()).isZero();
        });
        assertThat(other.health().healthy()).isFalse();
        assertThat(other.health().serving()).isTrue();

        cluster.heal();
        assertThat(other.awaitHealthy(LONG).members()).isEqualTo(3);
        cutOff.awaitHealthy(LONG);
    }

    @Test
    void nobodyWaitsForAMemberThatLeaves() {
        Grid leaving = cluster.grid(2);
        cluster.isolate(leaving);
        await().atMost(LONG).until(() -> !leaving.health().healthy());
        CompletionStage<GridHealth> waiting = leaving.awaitHealthyAsync(LONG);

        var unused = leaving.closeAsync(Duration.ofMillis(1));

        assertThatThrownBy(() -> waiting.toCompletableFuture().get()).hasCauseInstanceOf(GridClosedException.class);
        assertThat(leaving.health().joined()).isFalse();
        assertThat(leaving.health().toString()).contains("has left or is leaving");
        assertThatThrownBy(() -> leaving.awaitHealthy(LONG)).isInstanceOf(GridClosedException.class);
    }
}
