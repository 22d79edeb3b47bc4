package io.peergrid.ports.system;

import io.peergrid.ports.Scheduler;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One daemon thread that runs tasks in order of due time, equal ones in order of arrival. A task that throws is logged
 * and does not stop the others.
 */
public final class SystemScheduler implements Scheduler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SystemScheduler.class);
    private static final long CLOSE_WAIT_MILLIS = 1_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final Thread thread;
    private long arrivals;
    private boolean waiting;
    private boolean closed;

    /** @param name of the thread */
    public SystemScheduler(String name) {
        thread = new Thread(this::loop, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void execute(Runnable task) {
        add(task, 0);
    }

    @Override
    public Cancellable schedule(Runnable task, long delayNanos) {
        return add(task, Math.max(0, delayNanos));
    }

    /**
     * Forgets the tasks that have not begun; later ones are ignored. Waits up to a second for the one that runs, unless
     * it is the caller.
     */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            tasks.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
        if (Thread.currentThread() != thread) {
            try {
                thread.join(CLOSE_WAIT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private Task add(Runnable work, long delayNanos) {
        lock.lock();
        try {
            Task task = new Task(work, System.nanoTime() + delayNanos, arrivals++);
            if (!closed) {
                tasks.add(task);
                if (waiting && task.equals(tasks.peek())) {
                    changed.signal();
                }
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    private void loop() {
        for (Task task = next(); task != null; task = next()) {
            try {
                task.work.run();
            } catch (Throwable e) {
                LOG.error("A task of the protocol thread failed", e);
            }
        }
    }

    /** Null once closed. */
    private @Nullable Task next() {
        lock.lock();
        try {
            while (!closed) {
                Task first = tasks.peek();
                long wait = first == null ? TimeUnit.HOURS.toNanos(1) : first.dueNanos - System.nanoTime();
                if (first != null && wait <= 0) {
                    return tasks.poll();
                }
                await(wait);
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private void await(long nanos) {
        waiting = true;
        try {
            changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread on purpose; a task that did must not end it.
            LOG.debug("The protocol thread was interrupted", e);
        } finally {
            waiting = false;
        }
    }

    private final class Task implements Cancellable, Comparable<Task> {
        private final Runnable work;
        private final long dueNanos;
        private final long arrival;

        Task(Runnable work, long dueNanos, long arrival) {
            this.work = work;
            this.dueNanos = dueNanos;
            this.arrival = arrival;
        }

        @Override
        public void cancel() {
            lock.lock();
            try {
                tasks.remove(this);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int compareTo(Task other) {
            long byDue = dueNanos - other.dueNanos;
            return Long.signum(byDue != 0 ? byDue : arrival - other.arrival);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
