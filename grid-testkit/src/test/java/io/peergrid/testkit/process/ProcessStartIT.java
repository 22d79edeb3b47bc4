package io.peergrid.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that start at the same moment. */
final class ProcessStartIT {
    private static final int STARTS = Integer.getInteger("starts", 3);
    private static final int PROCESSES = Integer.getInteger("processes", 8);
    private static final Duration CROWD_WITHIN = Duration.ofMinutes(3);
    private static final Duration SPREAD_WITHIN = Duration.ofSeconds(10);

    private record Start(long joinedMillis, long spreadMillis) {}

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void threeMembersStartedTogetherSoonHaveAllCopies() {
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            starts.add(startThree("start-" + ProcessHandle.current().pid() + "-" + i));
        }
        Findings.tell(starts.size() + " starts of 3 members: all joined, then all copies after (ms): " + starts);
        assertThat(starts).hasSize(STARTS);
    }

    /** {@code -Dprocesses=50} for more; the same with 50 members in one JVM is a test of the transport. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void processesStartedAtTheSameMomentFormOneGrid() {
        String name = "crowd-" + ProcessHandle.current().pid();
        List<String> small = List.of(
                "-Xmx32m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=info",
                "-Dorg.slf4j.simpleLogger.showDateTime=true",
                "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS");
        Path logs = Path.of("target", "process-tests", name);
        try (ProcessCluster cluster = new ProcessCluster(name, logs, List.of("joinSeconds=180"), small)) {
            long begin = System.nanoTime();
            List<ProcessMember> members = cluster.start(PROCESSES, CROWD_WITHIN);
            long joined = System.nanoTime();
            members.forEach(member -> Copies.await(member, PROCESSES, CROWD_WITHIN));
            Findings.tell(PROCESSES + " processes started at once: all joined after "
                    + TimeUnit.NANOSECONDS.toMillis(joined - begin) + " ms, all copies after another "
                    + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - joined) + " ms");

            Set<Set<String>> grids = new HashSet<>();
            members.forEach(member -> grids.add(Copies.members(member.topology())));
            assertThat(grids).hasSize(1);
            assertThat(grids.iterator().next()).hasSize(PROCESSES);
            members.get(0).put("values", "key", "value");
            assertThat(members).allSatisfy(member -> assertThat(member.get("values", "key"))
                    .isEqualTo("value"));
        }
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void membersThatExpectEachOtherFoundTogetherWithEverySlotInItsPlace() {
        String name = "expected-" + ProcessHandle.current().pid();
        Path logs = Path.of("target", "process-tests", name);
        try (ProcessCluster cluster = new ProcessCluster(name, logs, List.of("expected=3"))) {
            List<ProcessMember> members = cluster.start(3);
            List<String> topology = members.get(0).topology();

            assertThat(topology.get(0)).as("epoch").isEqualTo("0");
            assertThat(Copies.areComplete(topology, 3)).isTrue();
            ProcessMember later = cluster.start();
            Copies.await(later, 4, SPREAD_WITHIN);
        }
    }

    private static Start startThree(String name) {
        try (ProcessCluster cluster = new ProcessCluster(name, Path.of("target", "process-tests", name))) {
            long begin = System.nanoTime();
            List<ProcessMember> members = cluster.start(3);
            long joined = System.nanoTime();
            Copies.await(members.get(0), 3, SPREAD_WITHIN);
            return new Start(
                    TimeUnit.NANOSECONDS.toMillis(joined - begin),
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - joined));
        }
    }
}
