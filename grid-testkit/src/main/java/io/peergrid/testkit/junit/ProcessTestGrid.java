package io.peergrid.testkit.junit;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.testkit.Balance;
import io.peergrid.testkit.process.ProcessCluster;
import io.peergrid.testkit.workload.Registers;
import io.peergrid.testkit.workload.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Members in processes, used through a member in this JVM that holds nothing. Their logs are kept for a test that failed. */
record ProcessTestGrid(ProcessCluster cluster, Grid grid, Workload workload, Path logs, BooleanSupplier passed)
        implements TestGrid {
    private static final Duration BALANCED_WITHIN = Duration.ofSeconds(30);

    /** @param passed asked when it is closed */
    static ProcessTestGrid start(String test, int members, BooleanSupplier passed) {
        String name = "test-" + UUID.randomUUID();
        Path logs = logs(test);
        ProcessCluster cluster = new ProcessCluster(name, logs);
        Grid observer = null;
        try {
            cluster.start(members);
            observer = observer(name);
            ProcessTestGrid started = new ProcessTestGrid(cluster, observer, workload(observer), logs, passed);
            Balance.await(() -> List.of(started.grid), members + 1, BALANCED_WITHIN);
            return started;
        } catch (RuntimeException failed) {
            cluster.close();
            if (observer != null) {
                observer.close();
            }
            throw failed;
        }
    }

    private static Grid observer(String name) {
        return Grid.join(GridConfig.local()
                .name(name)
                .memberName("test")
                .observer()
                .shutdownHook(false)
                .build());
    }

    private static Workload workload(Grid grid) {
        return new Workload(() -> List.of(Registers.of(grid)));
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
        if (passed.getAsBoolean()) {
            deleteLogs();
        }
    }

    private void deleteLogs() {
        try (Stream<Path> files = Files.walk(logs)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the members' logs cannot be deleted", e);
        }
    }
}
