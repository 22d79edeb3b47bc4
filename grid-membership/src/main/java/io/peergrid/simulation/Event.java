package io.peergrid.simulation;

import io.peergrid.ports.Scheduler;
import org.jspecify.annotations.Nullable;

/** One thing that will happen. Without a node it belongs to the simulator itself and happens whatever nodes do. */
final class Event implements Scheduler.Cancellable {
    final @Nullable SimulatedNode node;
    /** Null once it has run or was cancelled. */
    @Nullable
    Runnable task;
    /** Virtual true time. */
    long atNanos;
    /** Breaks ties in the order of creation. */
    long order;

    private final EventQueue queue;

    Event(EventQueue queue, @Nullable SimulatedNode node, Runnable task) {
        this.queue = queue;
        this.node = node;
        this.task = task;
    }

    @Override
    public void cancel() {
        if (task != null) {
            task = null;
            queue.cancelled();
        }
    }

    boolean before(Event other) {
        return atNanos != other.atNanos ? atNanos < other.atNanos : order < other.order;
    }
}
