package io.peergrid.simulation;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessIdentity;
import io.peergrid.ports.Transport;
import java.util.ArrayDeque;

/**
 * One life of a process on a host, and the ports that it sees the world through. What it should do while it is paused or
 * busy waits, in order; a crashed node does nothing any more.
 */
public final class SimulatedNode {
    private final Simulation simulation;
    private final SimulatedHost host;
    private final SplitMixRandom random;
    private final MemberId id;
    private final ProcessIdentity process;
    private final SimulatedScheduler scheduler;
    private final SimulatedTransport transport;
    private final ArrayDeque<Event> waiting = new ArrayDeque<>();

    private boolean crashed;
    private boolean wakeScheduled;
    private long pausedUntil = Long.MIN_VALUE;
    private long busyUntil = Long.MIN_VALUE;
    private long taskCostNanos;

    SimulatedNode(Simulation simulation, SimulatedHost host, int life) {
        this.simulation = simulation;
        this.host = host;
        random = simulation.stream(host.name() + '/' + life);
        id = new MemberId(random.nextLong(), random.nextLong());
        process = new ProcessIdentity("simulated", "", host.index() * 1000L + life, life);
        scheduler = new SimulatedScheduler(simulation, this);
        transport = new SimulatedTransport(simulation, this);
    }

    public MemberId id() {
        return id;
    }

    public SimulatedHost host() {
        return host;
    }

    public ProcessIdentity process() {
        return process;
    }

    public SimulatedClock clock() {
        return host.clock();
    }

    public SimulatedScheduler scheduler() {
        return scheduler;
    }

    public Transport transport() {
        return transport;
    }

    /** Randomness of this life alone. */
    public SplitMixRandom random() {
        return random;
    }

    public boolean crashed() {
        return crashed;
    }

    public boolean paused() {
        return simulation.nowNanos() < pausedUntil;
    }

    /** Stops the node like SIGSTOP. Of several overlapping pauses the last to end counts. */
    public void pause(long nanos) {
        if (crashed) {
            return;
        }
        long until = simulation.nowNanos() + nanos;
        if (until > pausedUntil) {
            pausedUntil = until;
            simulation.at(until, this::wakeIfWaiting);
        }
    }

    /** Ends any pause. */
    public void resume() {
        pausedUntil = Long.MIN_VALUE;
        wakeIfWaiting();
    }

    /** Makes the node slow: each task and delivery keeps it busy for so long. */
    public void setTaskCost(long nanos) {
        taskCostNanos = nanos;
    }

    SimulatedTransport simulatedTransport() {
        return transport;
    }

    void crash() {
        crashed = true;
        waiting.clear();
    }

    void offer(Event event) {
        if (crashed) {
            return;
        }
        if (waiting.isEmpty() && simulation.nowNanos() >= Math.max(busyUntil, pausedUntil)) {
            run(event);
        } else {
            waiting.add(event);
            wakeIfWaiting();
        }
    }

    private void run(Event event) {
        if (taskCostNanos > 0) {
            busyUntil = simulation.nowNanos() + taskCostNanos;
        }
        simulation.run(event);
    }

    private void wakeIfWaiting() {
        if (!wakeScheduled && !waiting.isEmpty() && !paused()) {
            wakeScheduled = true;
            simulation.at(busyUntil, this::wake);
        }
    }

    private void wake() {
        wakeScheduled = false;
        if (!paused()) {
            Event next = waiting.poll();
            if (next != null) {
                run(next);
            }
            wakeIfWaiting();
        }
    }

    @Override
    public String toString() {
        return host.name() + '(' + id.brief() + ')';
    }
}
