package io.peergrid.simulation;

import io.peergrid.ports.ProcessIdentity;
import io.peergrid.ports.ProcessWitness;
import io.peergrid.ports.Scheduler;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A run of several members in one thread under virtual time. Everything random comes from the seed, so a seed is a run:
 * the same seed, program and suppressed faults give the same events in the same order.
 *
 * <p>Typical use: {@link #addHost} for each machine, {@link SimulatedHost#start} them, {@link #inject} a
 * {@link FaultPlan}, then {@link #runUntil} with invariants registered by {@link #afterEachEvent}. True time starts at
 * zero; members see it only through their own clocks. Not thread-safe.
 */
public final class Simulation {
    private static final int TRACE_LINES_MAX = 10_000;

    private final long seed;
    private final Set<Integer> suppressedFaults;
    private final EventQueue queue = new EventQueue();
    private final List<SimulatedHost> hosts = new ArrayList<>();
    private final Map<ProcessIdentity, SimulatedNode> processes = new HashMap<>();
    private final List<String> trace = new ArrayList<>();
    private final SimulatedNetwork network;
    private final SplitMixRandom random;

    private Runnable afterEach = () -> {};
    private Predicate<SimulatedHost> crashGate = host -> true;
    private long now;
    private long events;
    private long fingerprint;
    private int planned;

    public Simulation(long seed) {
        this(seed, NetworkConditions.LAN, Set.of());
    }

    /**
     * @param suppressedFaults indexes of faults of injected plans that are left out; all others happen exactly as
     *     without suppression
     */
    public Simulation(long seed, NetworkConditions conditions, Set<Integer> suppressedFaults) {
        this.seed = seed;
        this.suppressedFaults = Set.copyOf(suppressedFaults);
        random = stream("simulation");
        network = new SimulatedNetwork(this, conditions);
    }

    public long seed() {
        return seed;
    }

    /** Virtual true time since the start of the run. */
    public long nowNanos() {
        return now;
    }

    /** Randomness for the driver of the run; members have their own. */
    public SplitMixRandom random() {
        return random;
    }

    /** A stream of randomness that depends on the seed and the name alone. */
    public SplitMixRandom stream(String name) {
        long salt = 7;
        for (int i = 0; i < name.length(); i++) {
            salt = salt * 0x100000001b3L + name.charAt(i);
        }
        return SplitMixRandom.stream(seed, salt);
    }

    public SimulatedNetwork network() {
        return network;
    }

    /** Adds a machine that is switched off. */
    public SimulatedHost addHost(SimulatedHost.Program program) {
        SimulatedHost host = new SimulatedHost(this, hosts.size(), program);
        hosts.add(host);
        network.hostAdded();
        return host;
    }

    /** In the order of their indexes. */
    public List<SimulatedHost> hosts() {
        return Collections.unmodifiableList(hosts);
    }

    /** Proves the death of processes of this run, as the operating system of one machine would. */
    public ProcessWitness witness() {
        return process -> {
            SimulatedNode node = processes.get(process);
            return node != null && node.crashed();
        };
    }

    /** Runs something that no fault touches, such as a client or a check, at a point of true time. */
    public Scheduler.Cancellable at(long trueNanos, Runnable task) {
        return add(null, Math.max(now, trueNanos), task);
    }

    public Scheduler.Cancellable after(long delayNanos, Runnable task) {
        return at(now + Math.max(0, delayNanos), task);
    }

    /** Called after each task and delivery of a node: the place for invariants. What it throws ends the run. */
    public void afterEachEvent(Runnable check) {
        afterEach = check;
    }

    /**
     * Lets the driver refuse crashes that the protocol does not claim to survive, such as of the last copy. Asked at the
     * time of the crash; a refused one is traced as not applicable.
     */
    public void allowCrashes(Predicate<SimulatedHost> gate) {
        crashGate = gate;
    }

    /** Schedules the faults of a plan, except the suppressed ones. Indexes continue over several plans. */
    public void inject(FaultPlan plan) {
        for (FaultPlan.Planned fault : plan.faults()) {
            int index = planned++;
            if (!suppressedFaults.contains(index)) {
                at(fault.atNanos(), () -> {
                    boolean applied = fault.fault().apply(this);
                    trace(() -> "#" + index + ' ' + fault.fault() + (applied ? "" : " (not applicable)"));
                });
            }
        }
        at(plan.healNanos(), this::healAll);
    }

    /** How many faults were injected, suppressed ones included. */
    public int plannedFaults() {
        return planned;
    }

    /** Ends every cut, pause, slow-down and clock drift beyond the bounds; starts every host that is down. */
    public void healAll() {
        trace(() -> "heal");
        network.healAll();
        for (SimulatedHost host : hosts) {
            host.heal();
        }
    }

    /** Runs the next event. */
    public boolean step() {
        Event event = queue.poll();
        if (event == null) {
            return false;
        }
        now = event.atNanos;
        SimulatedNode node = event.node;
        if (node != null) {
            node.offer(event);
        } else {
            run(event);
        }
        return true;
    }

    /** Runs every event up to a point of true time and moves time there. */
    public void runUntil(long trueNanos) {
        while (queue.nextTime() <= trueNanos) {
            step();
        }
        now = Math.max(now, trueNanos);
    }

    public void runFor(long nanos) {
        runUntil(now + nanos);
    }

    /**
     * Runs until the condition holds, looking after each event.
     *
     * @return false if it did not hold within the time
     */
    public boolean runUntil(Supplier<Boolean> condition, long withinNanos) {
        long limit = now + withinNanos;
        while (!condition.get()) {
            if (queue.nextTime() > limit) {
                now = limit;
                return condition.get();
            }
            step();
        }
        return true;
    }

    /** Adds a line with the time to the trace of the run. */
    public void trace(Supplier<String> line) {
        if (trace.size() < TRACE_LINES_MAX) {
            trace.add("%12.6f %s".formatted(now / 1e9, line.get()));
        }
    }

    /** The faults applied, and whatever else was traced, each with its true time in seconds; at most 10,000 lines. */
    public List<String> trace() {
        return Collections.unmodifiableList(trace);
    }

    /** Tasks and deliveries run so far. */
    public long events() {
        return events;
    }

    /** A digest of all that has happened: two runs with the same digest had the same events at the same times. */
    public long fingerprint() {
        return fingerprint;
    }

    Event add(@Nullable SimulatedNode node, long atNanos, Runnable task) {
        Event event = new Event(queue, node, task);
        queue.add(event, atNanos);
        return event;
    }

    void run(Event event) {
        Runnable task = event.task;
        if (task == null) {
            return;
        }
        event.task = null;
        events++;
        SimulatedNode node = event.node;
        mix(node == null ? -1 : node.host().index());
        task.run();
        if (node != null) {
            afterEach.run();
        }
    }

    void mix(long value) {
        fingerprint = SplitMixRandom.mix(fingerprint * 31 + value) + now;
    }

    boolean crashAllowed(SimulatedHost host) {
        return crashGate.test(host);
    }

    void register(SimulatedNode node) {
        processes.put(node.process(), node);
    }
}
