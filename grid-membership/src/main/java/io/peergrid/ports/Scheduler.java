package io.peergrid.ports;

/**
 * The member's one protocol thread: membership, leases, planner and timers run on it, one task at a time, in order of
 * due time. Tasks never block. Thread-safe.
 */
public interface Scheduler {
    /** Runs the task as soon as the protocol thread is free. */
    void execute(Runnable task);

    /** Runs the task once, not before {@code delayNanos} have passed. */
    Cancellable schedule(Runnable task, long delayNanos);

    /** A task that was scheduled. */
    @FunctionalInterface
    interface Cancellable {
        /** Prevents a run that has not begun; without effect otherwise. */
        void cancel();
    }
}
