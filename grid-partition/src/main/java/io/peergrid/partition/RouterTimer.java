package io.peergrid.partition;

import io.peergrid.ports.Clock;
import io.peergrid.ports.Scheduler;
import io.peergrid.ports.Scheduler.Cancellable;
import org.jspecify.annotations.Nullable;

/** One armed timer for the earliest of many due times. Thread-safe; arming for a later time than the present one is free. */
final class RouterTimer {
    private final Clock clock;
    private final Scheduler scheduler;
    private final Runnable task;

    private volatile boolean armed;
    private volatile long due;
    private @Nullable Cancellable scheduled;

    RouterTimer(Clock clock, Scheduler scheduler, Runnable task) {
        this.clock = clock;
        this.scheduler = scheduler;
        this.task = task;
    }

    /** Makes sure that the task runs at this time or earlier. */
    void runBy(long time) {
        if (armed && due - time <= 0) {
            return;
        }
        synchronized (this) {
            if (armed && due - time <= 0) {
                return;
            }
            if (scheduled != null) {
                scheduled.cancel();
            }
            due = time;
            armed = true;
            scheduled = scheduler.schedule(() -> fire(time), Math.max(0, time - clock.nanoTime()));
        }
    }

    private void fire(long time) {
        synchronized (this) {
            if (!armed || due != time) {
                return;
            }
            armed = false;
            scheduled = null;
        }
        task.run();
    }
}
