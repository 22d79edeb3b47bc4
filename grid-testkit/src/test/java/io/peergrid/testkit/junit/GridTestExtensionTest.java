package io.peergrid.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.Grid;
import io.peergrid.testkit.memory.InMemoryCluster;
import io.peergrid.testkit.workload.Workload;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a user writes, one test for each way of breaking a grid. */
@GridTest(members = 3)
class GridTestExtensionTest {
    private static final int SOME = 300;

    @GridTest(members = 2)
    void aMethodMayWantAnotherNumberOfMembers(InMemoryCluster cluster, Grid grid) {
        assertThat(cluster.grids()).hasSize(2);
        assertThat(grid).isSameAs(cluster.grid(0));
        assertThat(grid.topology().members()).hasSize(2);
    }

    @Test
    void theClassSpeaksForItsMethods(InMemoryCluster cluster) {
        assertThat(cluster.grids()).hasSize(3);
    }

    @Test
    void aCrash(InMemoryCluster cluster, Workload workload) {
        workload.start();
        cluster.kill(cluster.grid(0));
        workload.awaitAcknowledged(SOME);
        keptItsWord(workload);
    }

    @Test
    void aRestart(InMemoryCluster cluster, Workload workload) {
        workload.start();
        Grid again = cluster.restart(cluster.grid(1));
        workload.awaitAcknowledged(SOME);
        cluster.awaitBalanced();
        assertThat(cluster.grids()).contains(again).hasSize(3);
        keptItsWord(workload);
    }

    @Test
    void anOrderlyStop(InMemoryCluster cluster, Workload workload) {
        workload.start();
        cluster.stop(cluster.grid(2));
        workload.awaitAcknowledged(SOME);
        keptItsWord(workload);
    }

    @Test
    void aPause(InMemoryCluster cluster, Workload workload) {
        workload.start();
        Grid paused = cluster.grid(0);
        cluster.pause(paused);
        workload.awaitAcknowledged(SOME);
        cluster.resume(paused);
        workload.awaitAcknowledged(SOME);
        keptItsWord(workload);
    }

    @Test
    void aSplit(InMemoryCluster cluster, Workload workload) {
        workload.start();
        cluster.isolate(cluster.grid(1));
        workload.awaitAcknowledged(SOME);
        cluster.heal();
        workload.awaitAcknowledged(SOME);
        keptItsWord(workload);
    }

    @Test
    void aSlowMember(InMemoryCluster cluster, Workload workload) {
        cluster.slow(cluster.grid(1), Duration.ofMillis(5));
        workload.start();
        workload.awaitAcknowledged(SOME);
        keptItsWord(workload);
    }

    private static void keptItsWord(Workload workload) {
        workload.assertNoAcknowledgedWriteLost();
        workload.assertLinearizable();
    }
}
