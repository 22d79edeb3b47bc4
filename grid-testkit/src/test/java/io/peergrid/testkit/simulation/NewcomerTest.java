package io.peergrid.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.AsyncGridMap;
import io.peergrid.node.GridNode;
import io.peergrid.simulation.Simulation;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A member has a place in the grid, but what it sends does not arrive, or late. */
final class NewcomerTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int FOUNDERS = 3;

    private final Simulation simulation = new Simulation(1);
    private final SimulatedNodes members = new SimulatedNodes(simulation, 16);

    private GridNode newcomerThatNobodyHears() {
        members.found(FOUNDERS);
        GridNode newcomer = members.start();
        assertThat(simulation.runUntil(this::isListed, 5 * SECOND)).isTrue();
        for (int other = 0; other < FOUNDERS; other++) {
            simulation.network().cut(FOUNDERS, other);
        }
        assertThat(simulation.runUntil(() -> newcomer.installed() != null, SECOND))
                .isTrue();
        return newcomer;
    }

    private boolean isListed() {
        return IntStream.range(0, FOUNDERS)
                .anyMatch(founder ->
                        members.node(founder).grid().topology().members().size() > FOUNDERS);
    }

    @Test
    void hasNotJoinedBeforeAMajorityAnsweredIt() {
        GridNode newcomer = newcomerThatNobodyHears();
        CompletableFuture<?> joined = newcomer.joined().toCompletableFuture();
        simulation.runFor(SECOND);
        assertThat(joined).isNotDone();
        assertThat(newcomer.notJoined(null))
                .hasMessageContaining("has a place in grid \"simulated\"")
                .hasMessageContaining("no majority: 1 of 4 voters answer");

        simulation.network().healAll();
        assertThat(simulation.runUntil(joined::isDone, 5 * SECOND)).isTrue();
        assertThat(write(newcomer)).isCompleted();
    }

    @Test
    void servesFromTheMomentItHasJoined() {
        members.found(FOUNDERS);
        GridNode newcomer = members.start();
        assertThat(simulation.runUntil(
                        () -> newcomer.joined().toCompletableFuture().isDone(), 5 * SECOND))
                .isTrue();
        assertThat(write(newcomer)).isCompleted();
    }

    private CompletableFuture<String> write(GridNode node) {
        AsyncGridMap<String, String> map =
                node.grid().map("values", String.class, String.class).async();
        CompletableFuture<String> result = map.put("key", "value").toCompletableFuture();
        simulation.runFor(5 * SECOND);
        return result;
    }
}
