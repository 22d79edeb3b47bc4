package io.peergrid.simulation;

import org.jspecify.annotations.Nullable;

/** A machine: it keeps its place in the network and its clock while the processes on it come and go. */
public final class SimulatedHost {

    /** What runs on a host. */
    @FunctionalInterface
    public interface Program {
        /** Starts a new process; called within the simulation at each start and restart, as the node's first task. */
        void start(SimulatedNode node);
    }

    private final Simulation simulation;
    private final int index;
    private final Program program;
    private final SimulatedClock clock;
    private @Nullable SimulatedNode node;
    private int lives;

    SimulatedHost(Simulation simulation, int index, Program program) {
        this.simulation = simulation;
        this.index = index;
        this.program = program;
        this.clock = new SimulatedClock(simulation, simulation.stream("clock" + index));
    }

    public int index() {
        return index;
    }

    public String name() {
        return "n" + index;
    }

    public SimulatedClock clock() {
        return clock;
    }

    /** The process that runs or ran last; null before the first start. */
    public @Nullable SimulatedNode node() {
        return node;
    }

    public boolean up() {
        return node != null && !node.crashed();
    }

    /** Starts a process with a new incarnation. */
    public SimulatedNode start() {
        if (up()) {
            throw new IllegalStateException(name() + " already runs");
        }
        SimulatedNode started = new SimulatedNode(simulation, this, ++lives);
        node = started;
        simulation.register(started);
        started.scheduler().execute(() -> program.start(started));
        return started;
    }

    /** Kills the process, if one runs: from now on it neither acts nor receives. */
    public void crash() {
        if (node != null && !node.crashed()) {
            node.crash();
            simulation.network().left(node);
        }
    }

    void heal() {
        clock.heal();
        if (node == null) {
            return;
        }
        if (node.crashed()) {
            start();
        } else {
            node.setTaskCost(0);
            node.resume();
        }
    }
}
