package io.peergrid.testkit.junit;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.testkit.process.ProcessCluster;
import io.peergrid.testkit.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Members in processes, used through a member in this JVM that holds nothing. */
record ProcessTestGrid(ProcessCluster cluster, Grid grid, Workload workload) implements TestGrid {

    static ProcessTestGrid start(String test, int members) {
        String name = "test-" + UUID.randomUUID();
        ProcessCluster cluster = new ProcessCluster(name, logs(test));
        try {
            cluster.start(members);
            Grid observer = Grid.join(GridConfig.local()
                    .name(name)
                    .memberName("test")
                    .observer()
                    .shutdownHook(false)
                    .build());
            return new ProcessTestGrid(cluster, observer, new Workload(() -> List.of(observer)));
        } catch (RuntimeException failed) {
            cluster.close();
            throw failed;
        }
    }

    private static Path logs(String test) {
        try {
            return Files.createTempDirectory("grid-test-" + test.replaceAll("[^A-Za-z0-9]+", "-"));
        } catch (IOException e) {
            throw new UncheckedIOException("no directory for the members' logs", e);
        }
    }

    @Override
    public void close() {
        workload.close();
        cluster.close();
        grid.close();
    }
}
