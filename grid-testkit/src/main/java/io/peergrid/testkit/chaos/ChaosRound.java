package io.peergrid.testkit.chaos;

import io.peergrid.testkit.history.HistoryWriter;
import io.peergrid.testkit.workload.Workload;
import io.peergrid.testkit.workload.WorkloadCounts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One case, once: a grid, traffic, the story, then judgement.
 *
 * @param seed of the story's chances; what processes and networks make of it is different each time
 * @param directory of the members' logs and the history
 */
record ChaosRound(ChaosCase what, long seed, Path directory) {
    private static final int CLIENTS = 6;
    private static final long STEADY_OPERATIONS = 500;

    /** @return one line for people */
    String run() {
        long begin = System.nanoTime();
        try (Hosts hosts = what.cuts() || Hosts.possible() ? new Hosts(what.members()) : null) {
            return run(hosts, begin);
        }
    }

    private String run(@Nullable Hosts hosts, long begin) {
        try (ChaosGrid grid = new ChaosGrid(what.members(), what.backups(), hosts, directory);
                Workload traffic = new Workload(grid::registers)) {
            traffic.start(CLIENTS);
            traffic.awaitAcknowledged(STEADY_OPERATIONS);
            try {
                what.story().tell(grid, new SplittableRandom(seed));
                grid.heal();
                grid.awaitHealthy();
                traffic.awaitAcknowledged(STEADY_OPERATIONS);
                traffic.assertNoAcknowledgedWriteLost();
                traffic.assertLinearizable();
            } finally {
                traffic.stop();
                write(traffic);
            }
            return line(traffic.counts(), TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));
        }
    }

    private void write(Workload traffic) {
        try {
            HistoryWriter.write(directory.resolve("history.jsonl"), traffic.history());
        } catch (IOException e) {
            throw new UncheckedIOException("the history cannot be kept", e);
        }
    }

    private String line(WorkloadCounts counts, long seconds) {
        return "%-16s seed %d: %d acknowledged, %d refused, %d unknown, 0 lost, linearizable, %d s"
                .formatted(what.name(), seed, counts.acknowledged(), counts.refused(), counts.unknown(), seconds);
    }
}
