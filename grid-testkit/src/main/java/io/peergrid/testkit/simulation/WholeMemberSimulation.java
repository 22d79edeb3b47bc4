package io.peergrid.testkit.simulation;

import io.peergrid.GridEvent;
import io.peergrid.membership.Configuration;
import io.peergrid.membership.SpokenVersions;
import io.peergrid.node.NodeRules;
import io.peergrid.partition.SlotPolicy;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.Transport;
import io.peergrid.simulation.FaultPlan;
import io.peergrid.simulation.NetworkConditions;
import io.peergrid.simulation.SimulatedHost;
import io.peergrid.simulation.SimulatedNode;
import io.peergrid.simulation.Simulation;
import io.peergrid.testkit.history.HistoryRecorder;
import io.peergrid.testkit.history.LinearizabilityChecker;
import io.peergrid.testkit.history.LinearizabilityReport;
import io.peergrid.testkit.history.Operation;
import io.peergrid.testkit.history.Outcome;
import io.peergrid.testkit.history.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One seeded run of whole members, the map included: a grid forms, clients work, faults strike, everything heals, and what
 * the clients saw must be linearizable. One thread, virtual time; the same seed is the same run. A run is used once.
 */
public final class WholeMemberSimulation {
    private static final long SETTLE_WITHIN = 40 * Scenario.SECONDS;
    private static final long ANSWER_WITHIN = 20 * Scenario.SECONDS;
    private static final long LEAVE_WITHIN = 5 * Scenario.SECONDS;
    private static final long UPGRADE_EVERY = 500 * Scenario.MILLIS;
    private static final int LOCKERS = 2;
    private static final long CHECKER_STEPS = 3_000_000;

    private final Simulation simulation;
    private final Scenario scenario;
    private final NodeRules rules;
    private final BiFunction<Simulation, SimulatedNode, Transport> transports;
    private final boolean verbose;
    private final ConfigurationWatch watch;
    private final HistoryRecorder recorder;
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final QueueWorkload queues;
    private final TypeWorkload types;
    private final List<Workload> workloads;
    private final LockWatch locks;
    private final List<SimulatedLocker> lockers = new ArrayList<>();
    private final Set<String> reproposals = new HashSet<>();
    private final Set<Integer> hostsSeen = new HashSet<>();
    private boolean stuck;

    /**
     * @param suppressedFaults faults of the seed's plan to leave out, by number
     * @param rules of the members; slots and founding are drawn from the seed
     * @param verbose whether the trace tells what members saw, too
     */
    public WholeMemberSimulation(long seed, Set<Integer> suppressedFaults, NodeRules rules, boolean verbose) {
        this(seed, suppressedFaults, rules, (simulated, process) -> process.transport(), null, verbose);
    }

    /** @param transports what a process sends and receives through, and by which id */
    WholeMemberSimulation(
            long seed,
            Set<Integer> suppressedFaults,
            NodeRules rules,
            BiFunction<Simulation, SimulatedNode, Transport> transports,
            boolean verbose) {
        this(seed, suppressedFaults, rules, transports, null, verbose);
    }

    private WholeMemberSimulation(
            long seed,
            Set<Integer> suppressedFaults,
            NodeRules rules,
            BiFunction<Simulation, SimulatedNode, Transport> transports,
            @Nullable Function<LongSupplier, SimulatedType> only,
            boolean verbose) {
        this.rules = rules;
        this.transports = transports;
        this.verbose = verbose;
        simulation = new Simulation(seed, NetworkConditions.LAN, suppressedFaults);
        scenario = Scenario.draw(simulation.stream("scenario"));
        SlotPolicy policy = new SlotPolicy(scenario.slots(), scenario.backups(), scenario.minInSync(), true);
        watch = new ConfigurationWatch(policy, simulation);
        recorder = new HistoryRecorder(simulation::nowNanos);
        Predicate<String> lost = key -> watch.lost().contains(slotOf(key));
        queues = new QueueWorkload(simulation, watch::alive, lost);
        types = new TypeWorkload(simulation, watch::alive, lost, only);
        workloads = List.of(queues, types);
        locks = new LockWatch(simulation);
    }

    /** Runs a seed as the product would behave in it. */
    public static SimulationReport run(long seed) {
        return new WholeMemberSimulation(seed, Set.of(), NodeRules.standard(), false).run();
    }

    /** One in which clients use this type more than anything else. */
    static WholeMemberSimulation with(Function<LongSupplier, SimulatedType> only, long seed, NodeRules rules) {
        return new WholeMemberSimulation(
                seed, Set.of(), rules, (simulated, process) -> process.transport(), only, false);
    }

    /** Runs it to its end or its first violation. */
    public SimulationReport run() {
        String failure = null;
        try {
            begin();
            simulation.runUntil(scenario.healNanos());
            clients.forEach(SimulatedClient::rest);
            workloads.forEach(Workload::rest);
            lockers.forEach(SimulatedLocker::rest);
            settle();
            finishWorkloads();
            readEverything();
            takeAllLocks();
            checkHistory();
            locks.check(watch.chosen(), name -> !watch.lost().contains(slotOf(name)));
        } catch (RuntimeException | Error broken) {
            failure = broken instanceof Violation ? String.valueOf(broken.getMessage()) : stackOf(broken);
        }
        return new SimulationReport(
                simulation.seed(), failure, simulation.plannedFaults(), counters(), simulation.trace());
    }

    /** What clients did so far. */
    public List<Operation> history() {
        return recorder.history();
    }

    private void begin() {
        simulation.trace(scenario::toString);
        simulation.afterEachEvent(watch::check);
        simulation.allowCrashes(this::mayCrash);
        for (int i = 0; i < scenario.hosts(); i++) {
            SimulatedHost host = simulation.addHost(this::start);
            boolean founder = i < scenario.founders();
            long at = founder
                    ? simulation.random().nextLong(100 * Scenario.MILLIS)
                    : Scenario.WORK_FROM + simulation.random().nextLong(4 * Scenario.SECONDS);
            simulation.at(at, host::start);
        }
        if (scenario.upgrades()) {
            simulation.at(UPGRADE_EVERY, this::upgradeTheRefused);
        }
        simulation.inject(FaultPlan.draw(simulation.stream("faults"), scenario.faults(), scenario.hosts()));
        for (int i = 0; i < scenario.leaves(); i++) {
            long at = simulation.random().nextLong(2 * Scenario.SECONDS, scenario.healNanos());
            int host = simulation.random().nextInt(scenario.hosts());
            simulation.at(at, () -> leave(simulation.hosts().get(host)));
        }
        Map<String, Object> lastSeen = new HashMap<>();
        Set<String> expiring = new HashSet<>();
        for (int i = 0; i < scenario.clients(); i++) {
            SimulatedClient client =
                    new SimulatedClient(simulation, scenario, i, recorder, watch::alive, lastSeen, expiring);
            clients.add(client);
            simulation.at(Scenario.WORK_FROM, client::start);
        }
        workloads.forEach(workload -> simulation.at(Scenario.WORK_FROM, workload::start));
        for (int i = 0; i < LOCKERS; i++) {
            SimulatedLocker locker = new SimulatedLocker(simulation, i, locks, watch::alive);
            lockers.add(locker);
            simulation.at(Scenario.WORK_FROM, locker::start);
        }
    }

    private void start(SimulatedNode process) {
        boolean firstLife = watch.newest() == null && process.host().index() < scenario.founders();
        NodeRules memberRules =
                rules.withSlots(scenario.slots()).withMayFound(firstLife).withSpoken(release(process.host()));
        SimulatedMember member = SimulatedMember.start(
                simulation,
                scenario,
                process,
                transports.apply(simulation, process),
                memberRules,
                types::configure,
                event -> happened(process, event));
        watch.started(member);
    }

    /** In an upgrade one host begins with the old release, the others with the next; whoever is restarted gets the newest. */
    private SpokenVersions release(SimulatedHost host) {
        boolean first = hostsSeen.add(host.index());
        int newest = !scenario.upgrades() || (first && host.index() == scenario.oldHost()) ? 1 : first ? 2 : 3;
        return new SpokenVersions(1, newest, "");
    }

    /** Who was away while the others went on to a newer release is restarted with it, as an operator would. */
    private void upgradeTheRefused() {
        simulation.after(UPGRADE_EVERY, this::upgradeTheRefused);
        Configuration<SlotTable> now = watch.newest();
        for (SimulatedMember member : List.copyOf(watch.alive())) {
            boolean out = now != null && !now.lists(member.id());
            SimulatedHost host = member.process().host();
            if (out && member.node().joinRefusal() != null && host.node() == member.process() && host.up()) {
                simulation.trace(() ->
                        member + " is refused and restarted: " + member.node().joinRefusal());
                host.crash();
                host.start();
            }
        }
    }

    private void happened(SimulatedNode process, GridEvent event) {
        watch.happened(event);
        if (event instanceof GridEvent.Proposed proposed && proposed.again()) {
            reproposals.add(process.id() + "/" + proposed.epoch());
        }
        if (verbose) {
            simulation.trace(() -> process.host().name() + ": " + event.text());
        }
    }

    /** The protocol claims to survive the end of a process only if a majority and a copy of each slot remain. */
    private boolean mayCrash(SimulatedHost host) {
        Configuration<SlotTable> now = watch.newest();
        SimulatedNode victim = host.node();
        if (now == null || victim == null) {
            return false;
        }
        long voters = now.voters().size();
        long living = now.voters().stream()
                .filter(voter -> !voter.id().equals(victim.id()) && lives(voter.id()))
                .count();
        if (living <= voters / 2) {
            return false;
        }
        for (int slot = 0; slot < scenario.slots().count(); slot++) {
            boolean copyRemains = now.body().assignment(slot).inSync().stream()
                    .anyMatch(holder -> !holder.equals(victim.id()) && lives(holder));
            if (!copyRemains) {
                return false;
            }
        }
        return true;
    }

    private boolean lives(io.peergrid.ports.MemberId id) {
        return watch.alive().stream().anyMatch(member -> member.id().equals(id) && member.alive());
    }

    private void leave(SimulatedHost host) {
        for (SimulatedMember member : watch.alive()) {
            if (host.node() == member.process() && member.usable() && mayCrash(host)) {
                simulation.trace(() -> member + " leaves");
                member.process().scheduler().execute(() -> member.leave(LEAVE_WITHIN, () -> gone(host, member)));
            }
        }
    }

    private void gone(SimulatedHost host, SimulatedMember member) {
        simulation.after(0, () -> {
            if (host.node() == member.process() && host.up()) {
                simulation.trace(() -> member + " has left");
                host.crash();
            }
        });
        simulation.after(Scenario.SECONDS, () -> {
            if (!host.up()) {
                host.start();
            }
        });
    }

    /** After healing the members must agree, fill all copies and answer again, unless their majority has died. */
    private void settle() {
        boolean settled = simulation.runUntil(this::isSettled, SETTLE_WITHIN);
        if (settled) {
            return;
        }
        if (watch.majorityDied()) {
            stuck = true;
            return;
        }
        StringBuilder why =
                new StringBuilder("no progress within " + SETTLE_WITHIN / Scenario.SECONDS + " s of healing:");
        for (SimulatedMember member : watch.alive()) {
            Configuration<SlotTable> installed = member.node().installed();
            why.append("\n  ").append(member).append(" at ").append(installed == null ? "none" : installed.epoch());
            why.append(' ').append(member.grid().status());
        }
        clients.stream().filter(SimulatedClient::busy).forEach(client -> why.append("\n  a client still waits"));
        workloads.stream().filter(Workload::busy).forEach(workload -> why.append("\n  a client is still busy: ")
                .append(workload.getClass().getSimpleName()));
        throw new Violation(why + "\n  newest: " + watch.newest());
    }

    private boolean isSettled() {
        return clients.stream().noneMatch(SimulatedClient::busy)
                && workloads.stream().noneMatch(Workload::busy)
                && watch.isSettled(scenario.backups() + 1);
    }

    private void finishWorkloads() {
        if (!stuck) {
            workloads.forEach(Workload::finish);
        }
    }

    /** Through every member, so that copies answer too and must be equal. */
    private void readEverything() {
        if (stuck) {
            return;
        }
        List<FinalRead> reads = new ArrayList<>();
        for (SimulatedMember member : List.copyOf(watch.alive())) {
            for (int key = 0; key < scenario.stringKeys() + scenario.counterKeys(); key++) {
                FinalRead read = new FinalRead(member, key, scenario.stringKeys(), recorder);
                if (!watch.lost().contains(slotOf(read.key()))) {
                    reads.add(read);
                    var unused = read.begin();
                }
            }
        }
        boolean all = simulation.runUntil(() -> reads.stream().allMatch(FinalCall::answered), ANSWER_WITHIN);
        if (!all) {
            FinalRead open =
                    reads.stream().filter(read -> !read.answered()).findFirst().orElseThrow();
            throw new Violation("no progress: " + open + " is not answered after healing");
        }
        for (SimulatedMember member : watch.alive()) {
            long malformed = member.grid().status().malformedFrames();
            if (malformed > 0) {
                throw new Violation(member + " dropped " + malformed + " frames of members as malformed");
            }
        }
    }

    private void takeAllLocks() {
        if (stuck) {
            return;
        }
        List<SimulatedMember> members = List.copyOf(watch.alive());
        List<FinalLock> last = new ArrayList<>();
        for (int lock = 0; lock < SimulatedLocker.LOCKS; lock++) {
            if (watch.lost().contains(slotOf(SimulatedLocker.name(lock)))) {
                continue;
            }
            SimulatedMember member = members.get(lock % members.size());
            FinalLock taking = new FinalLock(simulation, member, SimulatedLocker.name(lock), locks);
            last.add(taking);
            var unused = taking.begin();
        }
        if (!simulation.runUntil(() -> last.stream().allMatch(FinalCall::answered), ANSWER_WITHIN)) {
            throw new Violation("no progress: a lock cannot be taken after healing: " + last);
        }
    }

    private void checkHistory() {
        List<Operation> history = recorder.history().stream()
                .filter(operation -> !watch.lost().contains(slotOf(operation.key())))
                .toList();
        LinearizabilityReport report = new LinearizabilityChecker(CHECKER_STEPS).check(history);
        List<String> problems = new ArrayList<>();
        if (report.verdict() != Verdict.LINEARIZABLE) {
            problems.add(report.toString());
        }
        if (!stuck) {
            workloads.stream().map(Workload::problem).filter(Objects::nonNull).forEach(problems::add);
        }
        if (!problems.isEmpty()) {
            throw new Violation(String.join("\n", problems));
        }
    }

    private SimulationCounters counters() {
        List<Operation> history = recorder.history();
        long refused = history.stream()
                .filter(operation -> operation.outcome() == Outcome.FAIL)
                .count();
        long unknown = history.stream()
                .filter(operation -> operation.outcome() == Outcome.INFO
                        && !operation.process().startsWith(SimulatedClient.EXPIRY))
                .count();
        return watch.counters()
                .plus(new SimulationCounters(
                        1,
                        simulation.events(),
                        history.size()
                                + workloads.stream()
                                        .mapToInt(Workload::operations)
                                        .sum(),
                        0,
                        0,
                        reproposals.size(),
                        0,
                        0,
                        refused,
                        unknown,
                        0,
                        stuck ? 1 : 0,
                        0,
                        queues.servedElsewhere(),
                        locks.count(),
                        types.operationsByType()));
    }

    private int slotOf(String key) {
        return scenario.slotOf(key);
    }

    private static String stackOf(Throwable broken) {
        StringWriter text = new StringWriter();
        broken.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
