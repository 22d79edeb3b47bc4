package io.peergrid.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.Grid;
import io.peergrid.testkit.process.ProcessCluster;
import io.peergrid.testkit.process.ProcessMember;
import io.peergrid.testkit.workload.Workload;

class GridTestProcessesIT {
    private static final int SOME = 300;

    @GridTest(members = 3, processes = true)
    void aRealCrash(ProcessCluster cluster, Grid grid, Workload workload) {
        assertThat(cluster.alive()).hasSize(3);
        workload.start();
        ProcessMember victim = cluster.alive().get(0);
        victim.kill();
        workload.awaitAcknowledged(SOME);
        workload.assertNoAcknowledgedWriteLost();
        workload.assertLinearizable();
        assertThat(cluster.alive()).hasSize(2);
        assertThat(grid.self().name()).isEqualTo("test");
    }
}
