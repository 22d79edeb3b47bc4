package io.peergrid.testkit.junit;

import io.peergrid.Grid;
import io.peergrid.testkit.memory.InMemoryCluster;
import io.peergrid.testkit.workload.Registers;
import io.peergrid.testkit.workload.Workload;

/** Members in this JVM. */
record MemoryTestGrid(InMemoryCluster cluster, Workload workload) implements TestGrid {

    static MemoryTestGrid start(int members) {
        InMemoryCluster cluster = InMemoryCluster.start(members);
        return new MemoryTestGrid(
                cluster,
                new Workload(() -> cluster.grids().stream().map(Registers::of).toList()));
    }

    @Override
    public Grid grid() {
        return cluster.grid(0);
    }

    @Override
    public void close() {
        workload.close();
        cluster.close();
    }
}
