package io.peergrid.simulation;

import io.peergrid.ports.Scheduler;

/** The protocol thread of a node: tasks become due by the node's clock and wait while it is paused or busy. */
public final class SimulatedScheduler implements Scheduler {
    private final Simulation simulation;
    private final SimulatedNode node;

    SimulatedScheduler(Simulation simulation, SimulatedNode node) {
        this.simulation = simulation;
        this.node = node;
    }

    @Override
    public void execute(Runnable task) {
        simulation.add(node, simulation.nowNanos(), task);
    }

    @Override
    public Cancellable schedule(Runnable task, long delayNanos) {
        Timer timer = new Timer(task, node.clock().nanoTime() + Math.max(0, delayNanos));
        timer.arm();
        return timer;
    }

    /** Arms itself again if the clock was slowed down in between. */
    private final class Timer implements Cancellable, Runnable {
        private final Runnable task;
        private final long dueLocalNanos;
        private Cancellable armed = () -> {};

        Timer(Runnable task, long dueLocalNanos) {
            this.task = task;
            this.dueLocalNanos = dueLocalNanos;
        }

        void arm() {
            long wait = node.clock().trueNanosUntil(dueLocalNanos);
            armed = simulation.add(node, simulation.nowNanos() + wait, this);
        }

        @Override
        public void run() {
            if (node.clock().nanoTime() - dueLocalNanos < 0) {
                arm();
            } else {
                task.run();
            }
        }

        @Override
        public void cancel() {
            armed.cancel();
        }
    }
}
