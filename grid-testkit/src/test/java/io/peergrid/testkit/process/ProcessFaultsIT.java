package io.peergrid.testkit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peergrid.Grid;
import io.peergrid.GridConfig;
import io.peergrid.GridException;
import io.peergrid.GridMap;
import io.peergrid.GridUnavailableException;
import io.peergrid.testkit.history.Action;
import io.peergrid.testkit.history.HistoryRecorder;
import io.peergrid.testkit.history.HistoryWriter;
import io.peergrid.testkit.history.LinearizabilityChecker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What pauses, cuts and deaths of real processes do to those that go on. */
final class ProcessFaultsIT {
    private static final Duration SETTLE = Duration.ofSeconds(30);
    private static final String MAP = "values";

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void ofTwoMembersTheOtherGoesOnWithEverything() {
        try (ProcessCluster cluster = cluster("two")) {
            List<ProcessMember> members = cluster.start(2);
            Copies.await(members.get(0), 2, SETTLE);
            members.get(0).put(MAP, "before", "1");
            members.get(1).put(MAP, "other", "2");

            members.get(0).kill();

            ProcessMember left = members.get(1);
            await("writes of the survivor")
                    .atMost(SETTLE)
                    .ignoreExceptions()
                    .untilAsserted(() -> left.put(MAP, "after", "3"));
            assertThat(left.get(MAP, "before")).isEqualTo("1");
            assertThat(left.get(MAP, "other")).isEqualTo("2");
            assertThat(left.get(MAP, "after")).isEqualTo("3");
        }
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void aMinorityRefusesWithinASecondAndSaysWhy() {
        String name = name("minority");
        try (ProcessCluster cluster = cluster("minority");
                Grid grid = Grid.join(
                        GridConfig.local().name(name).memberName("here").build())) {
            List<ProcessMember> members = cluster.start(2);
            Copies.await(members.get(0), 3, SETTLE);
            GridMap<String, String> map = grid.map(MAP, String.class, String.class);
            List<String> keys = new ArrayList<>(List.of(keyOf(grid, "here")));
            members.forEach(member -> keys.add(keyOf(grid, member.name())));
            keys.forEach(key -> map.put(key, "value"));

            ExecutorService readers = Executors.newFixedThreadPool(keys.size());

            members.forEach(ProcessMember::pause);
            // From here on nobody answers; counted from the last heartbeat that was answered it is a little more.
            long cut = System.nanoTime();
            List<Refusal> refusals = new ArrayList<>();
            for (String key : keys) {
                refusals.add(new Refusal(cut, map.async().put(key, "changed")));
                refusals.add(new Refusal(cut, CompletableFuture.runAsync(() -> readOn(map, key), readers)));
            }
            refusals.forEach(Refusal::await);
            readers.shutdown();
            Findings.tell("a minority refused open writes and reads after (ms): " + refusals);

            assertThat(refusals).allSatisfy(refusal -> {
                assertThat(refusal.millis()).isLessThan(1_000);
                assertThat(refusal.error()).isInstanceOf(GridException.class).hasMessageContaining("majority");
            });
            for (String key : keys) {
                long start = System.nanoTime();
                assertThatThrownBy(() -> map.put(key, "changed"))
                        .isInstanceOf(GridUnavailableException.class)
                        .hasMessageContaining("1 of 3 voters answer")
                        .hasMessageContaining("It goes on by itself when");
                assertThatThrownBy(() -> map.get(key))
                        .isInstanceOf(GridUnavailableException.class)
                        .hasMessageContaining("1 of 3 voters answer");
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(500));
            }

            members.forEach(ProcessMember::resume);
            await("answers again").atMost(SETTLE).ignoreExceptions().until(() -> map.get(keys.get(1)) != null);
        }
    }

    /** Until it is refused: while the lease lasts a copy in sync may still be read. */
    private static void readOn(GridMap<String, String> map, String key) {
        while (map.get(key) != null) {
            Thread.onSpinWait();
        }
        throw new AssertionError("the value of " + key + " is gone");
    }

    /** How a call that was open when the others stood still came to its end. */
    private static final class Refusal {
        private final CompletableFuture<Throwable> error = new CompletableFuture<>();
        private volatile long millis;

        Refusal(long cutNanos, CompletionStage<?> call) {
            var unused = call.whenComplete((value, failed) -> {
                millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - cutNanos);
                Throwable cause = failed instanceof CompletionException ? failed.getCause() : failed;
                error.complete(cause == null ? new AssertionError("answered: " + value) : cause);
            });
        }

        void await() {
            var unused = error.orTimeout(10, TimeUnit.SECONDS).join();
        }

        long millis() {
            return millis;
        }

        Throwable error() {
            return error.join();
        }

        @Override
        public String toString() {
            return String.valueOf(millis);
        }
    }

    @Test
    @Timeout(value = 3, unit = TimeUnit.MINUTES)
    void aPausedPrimaryIsReplacedAndServesNothingStaleAfterwards() throws Exception {
        String name = name("pause");
        HistoryRecorder recorder = new HistoryRecorder();
        AtomicBoolean working = new AtomicBoolean(true);
        AtomicLong writtenAfterPause = new AtomicLong(Long.MAX_VALUE);
        AtomicLong pausedAt = new AtomicLong(Long.MAX_VALUE);
        try (ProcessCluster cluster = cluster("pause")) {
            List<ProcessMember> members = cluster.start(3);
            Copies.await(members.get(0), 3, SETTLE);
            ProcessMember victim = members.get(0);
            try (Grid observer = Grid.join(GridConfig.local()
                    .name(name)
                    .memberName("observer")
                    .observer()
                    .build())) {
                String key = keyOf(observer, victim.name());
                GridMap<String, String> map = observer.map(MAP, String.class, String.class);
                List<Thread> clients = new ArrayList<>();
                for (int i = 0; i < 4; i++) {
                    String process = "client" + i;
                    clients.add(
                            new Thread(() -> work(map, key, process, recorder, working, pausedAt, writtenAfterPause)));
                }
                clients.add(new Thread(() -> readAt(victim, key, recorder, working)));
                clients.forEach(Thread::start);
                long before = recorder.history().size();
                await("traffic").atMost(SETTLE).until(() -> recorder.history().size() > before + 200);

                victim.pause();
                pausedAt.set(System.nanoTime());
                await("ten seconds")
                        .pollDelay(Duration.ofSeconds(10))
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> true);
                victim.resume();
                int atResume = recorder.history().size();
                await("traffic").atMost(SETTLE).until(() -> recorder.history().size() > atResume + 500);
                working.set(false);
                for (Thread client : clients) {
                    client.join();
                }
            }
        }
        HistoryWriter.write(Path.of("target", "process-tests", name, "history.jsonl"), recorder.history());
        long millis = TimeUnit.NANOSECONDS.toMillis(writtenAfterPause.get() - pausedAt.get());
        Findings.tell("written elsewhere " + millis + " ms after SIGSTOP of the primary; "
                + recorder.history().size() + " operations");
        assertThat(millis).isLessThan(3_000);
        assertThat(new LinearizabilityChecker().check(recorder.history()))
                .matches(report -> report.linearizable(), "linearizable");
    }

    private static void work(
            GridMap<String, String> map,
            String key,
            String process,
            HistoryRecorder recorder,
            AtomicBoolean working,
            AtomicLong pausedAt,
            AtomicLong writtenAfterPause) {
        Random random = new Random(process.hashCode());
        for (int number = 0; working.get(); number++) {
            String value = process + '-' + number;
            boolean write = random.nextBoolean();
            HistoryRecorder.Invocation invocation =
                    recorder.begin(process, write ? Action.write(key, value) : Action.read(key));
            try {
                long start = System.nanoTime();
                invocation.ok(write ? map.put(key, value) : map.get(key));
                if (write && start > pausedAt.get()) {
                    writtenAfterPause.accumulateAndGet(System.nanoTime(), Math::min);
                }
            } catch (GridUnavailableException refused) {
                invocation.fail();
            } catch (GridException unknown) {
                invocation.info();
            }
        }
    }

    /** Through the member itself: what it answers when it wakes must not be from before its sleep. */
    private static void readAt(ProcessMember member, String key, HistoryRecorder recorder, AtomicBoolean working) {
        while (working.get()) {
            HistoryRecorder.Invocation invocation = recorder.begin("at-" + member.name(), Action.read(key));
            try {
                invocation.ok(member.get(MAP, key));
            } catch (MemberProcessException refused) {
                invocation.fail();
            }
        }
    }

    private static String keyOf(Grid grid, String member) {
        for (int i = 0; ; i++) {
            var primary = grid.explain("key" + i).primary();
            if (primary != null && primary.name().equals(member)) {
                return "key" + i;
            }
        }
    }

    private static String name(String test) {
        return test + '-' + ProcessHandle.current().pid();
    }

    private static ProcessCluster cluster(String test) {
        return new ProcessCluster(name(test), Path.of("target", "process-tests", name(test)));
    }
}
