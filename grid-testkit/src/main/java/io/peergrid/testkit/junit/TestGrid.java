package io.peergrid.testkit.junit;

import io.peergrid.Grid;
import io.peergrid.testkit.workload.Workload;

/** The grid of one test. */
sealed interface TestGrid extends AutoCloseable permits MemoryTestGrid, ProcessTestGrid {

    Object cluster();

    Grid grid();

    Workload workload();

    @Override
    void close();
}
