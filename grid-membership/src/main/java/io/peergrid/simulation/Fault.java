package io.peergrid.simulation;

import java.util.Locale;

/** Something that goes wrong at one moment, and for how long. Hosts are given by index, sets of hosts as bits. */
public sealed interface Fault {

    /** Makes it happen; false if it cannot happen now, such as a pause of a process that has ended. */
    boolean apply(Simulation simulation);

    FaultKind kind();

    /** Nothing passes from hosts in {@code left} to hosts in {@code right}, nor back. */
    record Partition(FaultKind kind, long left, long right, long nanos) implements Fault {
        @Override
        public boolean apply(Simulation simulation) {
            simulation.network().partition(left, right);
            simulation.after(nanos, () -> simulation.network().unpartition(left, right));
            return true;
        }

        @Override
        public String toString() {
            return "%s %s | %s for %s"
                    .formatted(label(kind), Faults.hosts(left), Faults.hosts(right), Faults.seconds(nanos));
        }
    }

    /** Nothing passes from one set of hosts to another; the way back is open. */
    record OneWay(long from, long to, long nanos) implements Fault {
        @Override
        public boolean apply(Simulation simulation) {
            Faults.forEachLink(from, to, simulation.network()::cut);
            simulation.after(nanos, () -> Faults.forEachLink(from, to, simulation.network()::uncut));
            return true;
        }

        @Override
        public FaultKind kind() {
            return FaultKind.ONE_WAY_PARTITION;
        }

        @Override
        public String toString() {
            return "%s %s -x-> %s for %s"
                    .formatted(label(kind()), Faults.hosts(from), Faults.hosts(to), Faults.seconds(nanos));
        }
    }

    /** A single link of a swizzle. */
    record LinkCut(int from, int to, long nanos) implements Fault {
        @Override
        public boolean apply(Simulation simulation) {
            simulation.network().cut(from, to);
            simulation.after(nanos, () -> simulation.network().uncut(from, to));
            return true;
        }

        @Override
        public FaultKind kind() {
            return FaultKind.SWIZZLE;
        }

        @Override
        public String toString() {
            return "%s n%d -x-> n%d for %s".formatted(label(kind()), from, to, Faults.seconds(nanos));
        }
    }

    /** A process does nothing for a while. */
    record Pause(int host, long nanos) implements Fault {
        @Override
        public boolean apply(Simulation simulation) {
            SimulatedNode node = simulation.hosts().get(host).node();
            if (node == null || node.crashed()) {
                return false;
            }
            node.pause(nanos);
            return true;
        }

        @Override
        public FaultKind kind() {
            return FaultKind.PAUSE;
        }

        @Override
        public String toString() {
            return "%s n%d for %s".formatted(label(kind()), host, Faults.seconds(nanos));
        }
    }

    /** A process ends; another starts on the host after a while, if the run allows crashes now. */
    record Crash(int host, long downNanos) implements Fault {
        @Override
        public boolean apply(Simulation simulation) {
            SimulatedHost victim = simulation.hosts().get(host);
            if (!victim.up() || !simulation.crashAllowed(victim)) {
                return false;
            }
            victim.crash();
            simulation.after(downNanos, () -> {
                if (!victim.up()) {
                    victim.start();
                }
            });
            return true;
        }

        @Override
        public FaultKind kind() {
            return FaultKind.CRASH;
        }

        @Override
        public String toString() {
            return "%s n%d, restart after %s".formatted(label(kind()), host, Faults.seconds(downNanos));
        }
    }

    /** A clock runs at another rate until the run heals. */
    record ClockRate(int host, double rate) implements Fault {
        @Override
        public boolean apply(Simulation simulation) {
            simulation.hosts().get(host).clock().setRate(rate);
            return true;
        }

        @Override
        public FaultKind kind() {
            return FaultKind.CLOCK_RATE;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s n%d to %.4f", label(kind()), host, rate);
        }
    }

    /** A wall clock is moved and stays there. */
    record WallJump(int host, long millis) implements Fault {
        @Override
        public boolean apply(Simulation simulation) {
            simulation.hosts().get(host).clock().jumpWall(millis);
            return true;
        }

        @Override
        public FaultKind kind() {
            return FaultKind.WALL_JUMP;
        }

        @Override
        public String toString() {
            return "%s n%d by %+d ms".formatted(label(kind()), host, millis);
        }
    }

    /** A process is slow for a while. */
    record SlowNode(int host, long taskCostNanos, long nanos) implements Fault {
        @Override
        public boolean apply(Simulation simulation) {
            SimulatedNode node = simulation.hosts().get(host).node();
            if (node == null || node.crashed()) {
                return false;
            }
            node.setTaskCost(taskCostNanos);
            simulation.after(nanos, () -> node.setTaskCost(0));
            return true;
        }

        @Override
        public FaultKind kind() {
            return FaultKind.SLOW_NODE;
        }

        @Override
        public String toString() {
            return "%s n%d by %d us a task for %s"
                    .formatted(label(kind()), host, taskCostNanos / 1000, Faults.seconds(nanos));
        }
    }

    /** The transport of one host takes another for gone. */
    record FalseSuspicion(int observer, int suspect) implements Fault {
        @Override
        public boolean apply(Simulation simulation) {
            return simulation
                    .network()
                    .suspectFalsely(
                            simulation.hosts().get(observer), simulation.hosts().get(suspect));
        }

        @Override
        public FaultKind kind() {
            return FaultKind.FALSE_SUSPICION;
        }

        @Override
        public String toString() {
            return "%s n%d of n%d".formatted(label(kind()), observer, suspect);
        }
    }

    /** All links lose and disorder frames for a while. */
    record BadNetwork(NetworkConditions conditions, long nanos) implements Fault {
        @Override
        public boolean apply(Simulation simulation) {
            SimulatedNetwork network = simulation.network();
            network.conditions(conditions);
            simulation.after(nanos, () -> {
                if (network.conditions().equals(conditions)) {
                    network.conditions(network.ownConditions());
                }
            });
            return true;
        }

        @Override
        public FaultKind kind() {
            return FaultKind.BAD_NETWORK;
        }

        @Override
        public String toString() {
            return "%s losing %.0f %% for %s"
                    .formatted(label(kind()), conditions.dropProbability() * 100, Faults.seconds(nanos));
        }
    }

    private static String label(FaultKind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
