package io.peergrid.ports.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.ports.Scheduler;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SystemSchedulerTest {
    private static final long MILLIS = 1_000_000L;

    private final SystemScheduler scheduler = new SystemScheduler("test");
    private final List<Object> ran = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        scheduler.close();
    }

    private void awaitIdle(long afterNanos) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        scheduler.schedule(done::countDown, afterNanos);
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void runsTasksInOrderOfArrivalOnOneThread() throws InterruptedException {
        IntStream.range(0, 1_000).forEach(i -> scheduler.execute(() -> ran.add(i)));
        scheduler.execute(() -> ran.add(Thread.currentThread().getName()));
        awaitIdle(0);

        assertThat(ran.subList(0, 1_000))
                .isEqualTo(IntStream.range(0, 1_000).boxed().toList());
        assertThat(ran.get(1_000)).isEqualTo("test");
    }

    @Test
    void runsDelayedTasksInOrderOfDueTimeAndNotEarly() throws InterruptedException {
        long start = System.nanoTime();
        scheduler.schedule(() -> ran.add("late"), 40 * MILLIS);
        scheduler.schedule(() -> ran.add(System.nanoTime() - start), 20 * MILLIS);
        scheduler.execute(() -> ran.add("now"));
        awaitIdle(60 * MILLIS);

        assertThat(ran).hasSize(3);
        assertThat(ran.get(0)).isEqualTo("now");
        assertThat((long) ran.get(1)).isGreaterThanOrEqualTo(20 * MILLIS);
        assertThat(ran.get(2)).isEqualTo("late");
    }

    @Test
    void neverRunsACancelledTask() throws InterruptedException {
        Scheduler.Cancellable task = scheduler.schedule(() -> ran.add("cancelled"), 20 * MILLIS);
        task.cancel();
        task.cancel();
        awaitIdle(30 * MILLIS);

        assertThat(ran).isEmpty();
    }

    @Test
    void goesOnAfterATaskThatThrows() throws InterruptedException {
        scheduler.execute(() -> {
            throw new IllegalStateException("expected by the test");
        });
        scheduler.execute(() -> ran.add("next"));
        awaitIdle(0);

        assertThat(ran).containsExactly("next");
    }

    @Test
    void runsNothingAfterItWasClosed() {
        scheduler.schedule(() -> ran.add("waiting"), 60_000 * MILLIS);
        scheduler.close();
        scheduler.execute(() -> ran.add("new"));

        assertThat(ran).isEmpty();
    }
}
