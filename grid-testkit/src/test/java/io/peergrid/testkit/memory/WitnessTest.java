package io.peergrid.testkit.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridConfigException;
import io.peergrid.GridException;
import io.peergrid.GridMap;
import io.peergrid.GridStatus;
import io.peergrid.GridTopology;
import io.peergrid.GridUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two members that hold data, and a witness. */
class WitnessTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final InMemoryCluster cluster = InMemoryCluster.start(2);
    private Grid witness;

    @BeforeEach
    void letTheWitnessJoin() {
        witness = cluster.join("witness", config -> config.witness());
        cluster.awaitBalanced();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    @Test
    void aWitnessVotesHoldsNothingAndUsesTheGrid() {
        map(witness).putAll(numbers());

        assertThat(map(cluster.grid(0)).getAll(numbers().keySet())).isEqualTo(numbers());
        assertThat(witness.topology().member("witness")).hasValueSatisfying(share -> {
            assertThat(share.voter()).isTrue();
            assertThat(share.holder()).isFalse();
            assertThat(share.primaries() + share.backups()).isZero();
        });
        assertThat(witness.topology().toString()).contains("witness");
        assertThat(witness.status().memoryUsedBytes()).isZero();
        assertThat(witness.health().healthy()).isTrue();
        assertThat(witness.replicatedMap("rates", String.class, Integer.class).put("usd", 1))
                .isNull();
        assertThat(witness.replicatedMap("rates", String.class, Integer.class).get("usd"))
                .isEqualTo(1);
    }

    @Test
    void ofTwoMembersThatAreCutOffFromEachOtherOneGoesOnWithTheWitness() throws Exception {
        Grid a = cluster.grid(0);
        Grid b = cluster.grid(1);
        map(a).putAll(numbers());

        cluster.isolate(b);

        await().atMost(SOON).until(() -> b.status().level() == GridStatus.Level.UNAVAILABLE);
        assertThat(OnThreeMembers.insist(() -> map(a).getAll(numbers().keySet())))
                .isEqualTo(numbers());
        OnThreeMembers.insist(() -> map(witness).put("n0", 1_000));
        assertThatThrownBy(() -> map(b).get("n0")).isInstanceOf(GridException.class);

        cluster.heal();
        await().atMost(SOON).until(() -> a.health().healthy());
        assertThat(OnThreeMembers.insist(() -> map(b).get("n0"))).isEqualTo(1_000);
    }

    @Test
    void theLossOfTheWitnessAloneStopsNothing() throws Exception {
        cluster.isolate(witness);
        Grid a = cluster.grid(0);
        await().atMost(SOON).until(() -> a.topology()
                .member("witness")
                .map(share -> share.status() == GridTopology.Status.DOWN)
                .orElse(true));

        OnThreeMembers.insist(() -> map(a).put("x", 1));
        assertThat(OnThreeMembers.insist(() -> map(cluster.grid(1)).get("x"))).isEqualTo(1);
        assertThat(a.status().level()).isNotEqualTo(GridStatus.Level.UNAVAILABLE);
        cluster.heal();
    }

    @Test
    void aWitnessThatIsCutOffRefusesAtOnceAndSaysWhy() {
        map(witness).put("x", 1);
        cluster.isolate(witness);

        await().atMost(SOON).until(() -> witness.status().level() == GridStatus.Level.UNAVAILABLE);
        assertThatThrownBy(
                        () -> map(witness).withDeadline(Duration.ofMinutes(2)).get("x"))
                .isInstanceOf(GridUnavailableException.class)
                .hasMessageContaining("majority");
        cluster.heal();
    }

    @Test
    void anObserverIsNoWitness() {
        assertThatThrownBy(
                        () -> GridConfig.local().name("x").observer().witness().build())
                .isInstanceOf(GridConfigException.class)
                .hasMessageContaining("choose one");
    }

    private static GridMap<String, Integer> map(Grid grid) {
        return grid.map("numbers", String.class, Integer.class);
    }

    private static Map<String, Integer> numbers() {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < 200; i++) {
            numbers.put("n" + i, i);
        }
        return numbers;
    }
}
