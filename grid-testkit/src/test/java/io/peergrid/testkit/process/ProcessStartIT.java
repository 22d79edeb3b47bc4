package io.peergrid.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Processes that start at the same moment. */
final class ProcessStartIT {
    private static final int STARTS = Integer.getInteger("starts", 3);
    private static final Duration SPREAD_WITHIN = Duration.ofSeconds(10);

    private record Start(long joinedMillis, long spreadMillis) {}

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void threeMembersStartedTogetherSoonHaveAllCopies() {
        List<Start> starts = new ArrayList<>();
        for (int i = 0; i < STARTS; i++) {
            starts.add(startThree("start-" + ProcessHandle.current().pid() + "-" + i));
        }
        System.out.println(starts.size() + " starts of 3 members: all joined, then all copies after (ms): " + starts);
        assertThat(starts).hasSize(STARTS);
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
