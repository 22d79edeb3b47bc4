package io.peergrid.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.node.NodeRules;
import io.peergrid.simulation.FaultMinimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The main test of the grid: whole members under random faults. {@code -Dseeds=N} sets how many seeds, {@code -Dfrom=S}
 * the first, {@code -Dseed=S} replays one with all that its members saw.
 */
final class WholeMemberSimulationTest {
    private static final int THREADS = 2;

    @Test
    @Timeout(value = 24, unit = TimeUnit.HOURS)
    void canKeepEveryPromiseUnderRandomFaults() throws InterruptedException, ExecutionException {
        Long seed = Long.getLong("seed");
        if (seed != null) {
            replay(seed);
            return;
        }
        long from = Long.getLong("from", 1);
        long seeds = Long.getLong("seeds", 500);
        AtomicLong next = new AtomicLong(from);
        AtomicBoolean failed = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        List<Future<Worker>> workers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            workers.add(threads.submit(() -> new Worker(next, from + seeds, failed).work()));
        }
        threads.shutdown();
        SimulationCounters sum = SimulationCounters.NONE;
        List<String> failures = new ArrayList<>();
        for (Future<Worker> worker : workers) {
            sum = sum.plus(worker.get().sum);
            failures.addAll(worker.get().failures);
        }
        System.out.println(sum);
        assertThat(failures).isEmpty();
        assertThat(sum.missing()).as("never met in %s", sum).isEmpty();
    }

    private static void replay(long seed) {
        SimulationReport report = new WholeMemberSimulation(seed, Set.of(), NodeRules.standard(), true).run();
        report.trace().forEach(System.out::println);
        System.out.println(report.counters());
        assertThat(report.failure()).isNull();
    }

    @Test
    void oneSeedIsOneRun() {
        SimulationReport first = WholeMemberSimulation.run(11);
        SimulationReport second = WholeMemberSimulation.run(11);
        assertThat(second).isEqualTo(first);
    }

    private static final class Worker {
        private final AtomicLong next;
        private final long end;
        private final AtomicBoolean failed;
        private final List<String> failures = new ArrayList<>();
        private SimulationCounters sum = SimulationCounters.NONE;

        Worker(AtomicLong next, long end, AtomicBoolean failed) {
            this.next = next;
            this.end = end;
            this.failed = failed;
        }

        Worker work() {
            for (long seed = next.getAndIncrement(); seed < end && !failed.get(); seed = next.getAndIncrement()) {
                SimulationReport report = WholeMemberSimulation.run(seed);
                sum = sum.plus(report.counters());
                if (report.failed()) {
                    failed.set(!Boolean.getBoolean("all"));
                    failures.add(Boolean.getBoolean("all") ? seed + ": " + report.failure() : explain(report));
                }
            }
            return this;
        }

        private static String explain(SimulationReport report) {
            Set<Integer> suppressed = FaultMinimizer.minimize(
                    report.faults(), without -> run(report.seed(), without).failed());
            SimulationReport minimal = run(report.seed(), suppressed);
            return "seed " + report.seed() + " fails: " + report.failure()
                    + "\nreplay: mvn -B -pl grid-testkit -am test -Dtest=WholeMemberSimulationTest -Dseed="
                    + report.seed() + "\nfewest faults with which it fails: " + minimal.failure() + "\n"
                    + String.join("\n", minimal.trace());
        }

        private static SimulationReport run(long seed, Set<Integer> suppressed) {
            return new WholeMemberSimulation(seed, suppressed, NodeRules.standard(), false).run();
        }
    }
}
