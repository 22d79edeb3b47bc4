package io.peergrid.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridTopology;
import io.peergrid.testkit.process.RisingWriters.Answer;
import io.peergrid.testkit.process.RisingWriters.Write;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;

/** Members are killed, again and again, while this process writes through the grid as an observer. */
final class ProcessFailoverIT {
    private static final int ROUNDS = Integer.getInteger("rounds", 20);
    private static final int ACKNOWLEDGED_A_ROUND = 2_000;
    private static final Duration SETTLE = Duration.ofSeconds(30);

    private record Round(long windowMillis, long acknowledged, long refused, long unknown, double definiteShare) {}

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void losesNoAcknowledgedWriteInManyKills(TestInfo test) throws Exception {
        Path directory = Path.of(
                "target", "process-tests", "kill-" + ProcessHandle.current().pid());
        String name = "kill-" + ProcessHandle.current().pid();
        List<Round> rounds = new ArrayList<>();
        Random random = new Random(7);
        try (ProcessCluster cluster = new ProcessCluster(name, directory);
                AckLog log = new AckLog(directory.resolve("acknowledged.log"))) {
            cluster.start(3);
            try (Grid observer = Grid.join(GridConfig.local()
                    .name(name)
                    .memberName("observer")
                    .observer()
                    .build())) {
                RisingWriters writers = new RisingWriters(observer, "numbers", log, 4);
                AsynchronousWriters asynchronous = new AsynchronousWriters(observer, "asynchronous", 2);
                try (writers;
                        asynchronous) {
                    for (int i = 0; i < ROUNDS; i++) {
                        awaitCopies(observer);
                        asynchronous.check();
                        rounds.add(killOne(cluster, observer, writers, log, random));
                    }
                }
                awaitCopies(observer);
                Map<String, Long> present = observer.map("numbers", String.class, Long.class)
                        .getAll(log.last().keySet());
                asynchronous.check();
                Findings.tell(summary(rounds, log.count()) + "; in asynchronous maps " + asynchronous.acknowledged()
                        + " acknowledged, " + asynchronous.lost() + " lost");
                assertThat(log.lost(present::get)).isEmpty();
            }
        }
        assertThat(rounds).allSatisfy(round -> {
            assertThat(round.acknowledged).isGreaterThanOrEqualTo(ACKNOWLEDGED_A_ROUND);
            assertThat(round.definiteShare).isGreaterThanOrEqualTo(0.99);
        });
    }

    private static Round killOne(
            ProcessCluster cluster, Grid observer, RisingWriters writers, AckLog log, Random random) {
        List<ProcessMember> members = cluster.alive();
        ProcessMember victim = members.get(random.nextInt(members.size()));
        BitSet slots = slotsOf(observer, victim.name());
        writers.writes().clear();
        long acknowledgedBefore = log.count();
        long killed = System.nanoTime();
        victim.kill();
        await("writes to the slots of the dead").atMost(SETTLE).until(() -> writers.writes().stream()
                .anyMatch(write -> write.answer() == Answer.ACKNOWLEDGED
                        && slots.get(write.slot())
                        && write.startNanos() > killed));
        cluster.start();
        await("enough writes")
                .atMost(SETTLE)
                .until(() -> log.count() - acknowledgedBefore >= ACKNOWLEDGED_A_ROUND
                        && System.nanoTime() - killed > TimeUnit.MILLISECONDS.toNanos(2_500));
        return judge(List.copyOf(writers.writes()), slots, killed, log.count() - acknowledgedBefore);
    }

    private static Round judge(List<Write> writes, BitSet slots, long killed, long acknowledged) {
        long window = writes.stream()
                .filter(write -> write.answer() == Answer.ACKNOWLEDGED && slots.get(write.slot()))
                .filter(write -> write.endNanos() > killed && write.startNanos() > killed)
                .mapToLong(write -> write.endNanos() - killed)
                .min()
                .orElse(Long.MAX_VALUE);
        long later = killed + TimeUnit.SECONDS.toNanos(1);
        long all = writes.stream().filter(write -> write.startNanos() > later).count();
        long definite = writes.stream()
                .filter(write -> write.startNanos() > later && write.answer() == Answer.ACKNOWLEDGED)
                .count();
        return new Round(
                TimeUnit.NANOSECONDS.toMillis(window),
                acknowledged,
                count(writes, Answer.REFUSED),
                count(writes, Answer.UNKNOWN),
                all == 0 ? 0 : (double) definite / all);
    }

    private static long count(List<Write> writes, Answer answer) {
        return writes.stream().filter(write -> write.answer() == answer).count();
    }

    private static BitSet slotsOf(Grid observer, String member) {
        BitSet slots = new BitSet();
        for (GridTopology.SlotRange range : observer.topology().slots()) {
            if (range.primary() != null && range.primary().name().equals(member)) {
                slots.set(range.first(), range.last() + 1);
            }
        }
        return slots;
    }

    private static void awaitCopies(Grid observer) {
        await("all copies").atMost(SETTLE).ignoreExceptions().until(() -> {
            GridTopology topology = observer.topology();
            long holders = topology.members().stream()
                    .filter(share -> share.primaries() > 0)
                    .count();
            return holders == 3 && topology.slotsShortOfCopies() == 0 && topology.slotsLearning() == 0;
        });
    }

    private static String summary(List<Round> rounds, long acknowledged) {
        long[] windows = rounds.stream().mapToLong(Round::windowMillis).sorted().toArray();
        return rounds.size() + " kills: window without a write median " + windows[windows.length / 2] + " ms, maximum "
                + windows[windows.length - 1] + " ms; " + acknowledged + " acknowledged, "
                + rounds.stream().mapToLong(Round::refused).sum() + " refused, "
                + rounds.stream().mapToLong(Round::unknown).sum() + " unknown; definite from 1 s after a kill at least "
                + rounds.stream().mapToDouble(Round::definiteShare).min().orElse(0) * 100 + " %";
    }
}
