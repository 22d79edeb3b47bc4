package io.peergrid.replication;

import io.peergrid.membership.Configuration;
import io.peergrid.partition.Reply;
import io.peergrid.partition.Request;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotPolicy;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import io.peergrid.simulation.FaultKind;
import io.peergrid.simulation.FaultPlan;
import io.peergrid.simulation.FaultSettings;
import io.peergrid.simulation.NetworkConditions;
import io.peergrid.simulation.SimulatedHost;
import io.peergrid.simulation.Simulation;
import io.peergrid.simulation.SplitMixRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A seed's run: three or four members, eight slots, random faults and calls, checked all along and at the end. */
final class ReplicationSimulation {
    private static final long MILLIS = Oracle.MILLIS;
    private static final int SLOTS = 8;
    private static final int KEYS = 5;
    private static final long FAULTS_FROM = 1_500 * MILLIS;
    private static final long HEAL = 8_000 * MILLIS;
    private static final long CALLS_UNTIL = 10_000 * MILLIS;
    private static final long END = 15_000 * MILLIS;

    /**
     * @param hosts 3 or 4
     * @param moves how often a slot is disturbed at random
     * @param planned whether the grid's own rules make the tables
     */
    record Shape(int hosts, int backups, int minInSync, double moves, boolean planned) {
        static Shape draw(SplitMixRandom random) {
            int hosts = 3 + random.nextInt(2);
            int backups = 1 + random.nextInt(2);
            int minInSync = backups == 2 && random.nextInt(3) == 0 ? 2 : 1;
            return new Shape(hosts, backups, minInSync, random.nextInt(3) == 0 ? 0.02 : 0.003, false);
        }

        Shape withPlan() {
            return new Shape(hosts, backups, minInSync, moves, true);
        }
    }

    final Simulation simulation;
    final Map<String, Integer> counters;
    private final Oracle oracle;
    private final Shape shape;
    private final ReplicationSettings settings;
    private final SplitMixRandom random;
    private final ToyMachine.Ghost ghost = new ToyMachine.Ghost();
    private final Map<Integer, SimulatedMember> memberByHost = new TreeMap<>();
    private final Map<Integer, KeyHistory> histories = new TreeMap<>();
    /** Versions of acknowledged writes by slot (I15). */
    private final Map<Integer, TreeSet<Long>> acknowledged = new HashMap<>();

    private int checkedConfigurations;
    private long nextValue = 1;
    private boolean founded;

    ReplicationSimulation(long seed, ReplicationRules rules) {
        this(seed, rules, false);
    }

    ReplicationSimulation(long seed, ReplicationRules rules, boolean planned) {
        SplitMixRandom draw = SplitMixRandom.stream(seed, 4711);
        Shape drawn = Shape.draw(draw);
        shape = planned ? drawn.withPlan() : drawn;
        simulation = new Simulation(
                seed, draw.nextInt(3) == 0 ? NetworkConditions.HOSTILE : NetworkConditions.LAN, Set.of());
        random = simulation.stream("calls");
        SlotPolicy policy = new SlotPolicy(SLOTS, shape.backups, shape.minInSync, true);
        settings = ReplicationSettings.lan(policy);
        oracle = new Oracle(simulation, policy, shape.moves, shape.planned);
        counters = oracle.counters;
        for (int i = 0; i < shape.hosts; i++) {
            simulation.addHost(node -> {
                SimulatedMember member = new SimulatedMember(node, oracle, ghost, settings, rules, seed % 4 == 0);
                memberByHost.put(node.host().index(), member);
                started(member);
            });
        }
    }

    private void started(SimulatedMember member) {
        if (founded) {
            oracle.join(member);
        } else if (memberByHost.size() == shape.hosts) {
            founded = true;
            oracle.found(new ArrayList<>(memberByHost.values()));
        }
    }

    /** Runs the seed. @throws AssertionError on the first violation */
    void run() {
        simulation.hosts().forEach(SimulatedHost::start);
        simulation.allowCrashes(this::survivable);
        FaultSettings faults = FaultSettings.all()
                .withKinds(EnumSet.of(
                        FaultKind.SYMMETRIC_PARTITION,
                        FaultKind.ONE_WAY_PARTITION,
                        FaultKind.SWIZZLE,
                        FaultKind.PAUSE,
                        FaultKind.CRASH,
                        FaultKind.CLOCK_RATE,
                        FaultKind.SLOW_NODE,
                        FaultKind.BAD_NETWORK))
                .between(FAULTS_FROM, HEAL, 600 * MILLIS);
        FaultSettings shorter = new FaultSettings(
                faults.kinds(),
                faults.startNanos(),
                faults.healNanos(),
                faults.meanGapNanos(),
                50 * MILLIS,
                4_000 * MILLIS,
                2_500 * MILLIS,
                2_000 * MILLIS,
                faults.clockDrift());
        simulation.inject(FaultPlan.draw(simulation.stream("faults"), shorter, shape.hosts));
        simulation.at(HEAL, oracle::heal);
        cutNow(FAULTS_FROM);
        for (int i = 0; i < 5; i++) {
            simulation.at(500 * MILLIS + i, this::callSoon);
        }
        simulation.afterEachEvent(this::check);
        simulation.runUntil(END);
        checkEnd();
    }

    private void cutNow(long at) {
        simulation.at(at, () -> {
            SimulatedMember victim = memberByHost.get(random.nextInt(shape.hosts));
            if (victim != null && simulation.nowNanos() < HEAL) {
                oracle.cutOff(victim, random.nextLong(3_000 * MILLIS));
                cutNow(simulation.nowNanos() + random.nextLong(3_000 * MILLIS));
            }
        });
    }

    /** Whether every slot keeps a live copy in sync: the protocol does not claim to survive more. */
    private boolean survivable(SimulatedHost victim) {
        SimulatedMember dying = memberByHost.get(victim.index());
        if (dying == null || oracle.isProposing()) {
            return false;
        }
        for (Configuration<SlotTable> configuration : lastTwo()) {
            for (int slot = 0; slot < SLOTS; slot++) {
                SlotAssignment assignment = configuration.body().assignment(slot);
                if (assignment.inSync().stream().noneMatch(id -> !id.equals(dying.id()) && isAlive(id))) {
                    return false;
                }
            }
        }
        oracle.count("crashed");
        return true;
    }

    private List<Configuration<SlotTable>> lastTwo() {
        return oracle.chosen.subList(Math.max(0, oracle.chosen.size() - 2), oracle.chosen.size());
    }

    private boolean isAlive(MemberId id) {
        return memberByHost.values().stream().anyMatch(member -> member.id().equals(id) && !member.crashed());
    }

    // Calls

    private void callSoon() {
        if (simulation.nowNanos() >= CALLS_UNTIL) {
            return;
        }
        long think = random.nextInt(8) == 0 ? 300 * MILLIS : 30 * MILLIS;
        simulation.after(random.nextLong(think), this::callNow);
    }

    private void callNow() {
        SimulatedMember member = memberByHost.get(random.nextInt(shape.hosts));
        if (member == null || member.crashed() || member.installedEpoch() < 0 || member.paused()) {
            callSoon();
            return;
        }
        int key = random.nextInt(KEYS);
        int kind = random.nextInt(2) == 0 ? ToyMachine.GET : 1 + random.nextInt(4);
        if (kind == ToyMachine.GET && random.nextInt(2) == 0) {
            readHere(member, key);
            return;
        }
        Long expected = kind == ToyMachine.CAS ? guess(member, key) : null;
        Long value = kind == ToyMachine.INCR ? Long.valueOf(1) : Long.valueOf(1_000 * nextValue++);
        KeyHistory history = histories.computeIfAbsent(key, any -> new KeyHistory());
        KeyHistory.Op op = new KeyHistory.Op(
                kind,
                expected,
                value,
                simulation.nowNanos(),
                member.node().host().name());
        history.ops.add(op);
        Request.Part part =
                new Request.Part(slotOf(key), kind != ToyMachine.GET, ToyMachine.command(kind, key, expected, value));
        MemberId readAt = kind == ToyMachine.GET ? someCopy(member, slotOf(key)) : null;
        member.run(() -> member.caller.call(part, readAt, outcome -> {
            finished(key, history, op, outcome);
            callSoon();
        }));
        // A caller that dies never finishes; somebody else goes on.
        simulation.after(6_000 * MILLIS, () -> {
            if (op.end == Long.MAX_VALUE && member.crashed()) {
                callSoon();
            }
        });
    }

    private @Nullable MemberId someCopy(SimulatedMember member, int slot) {
        SlotAssignment assignment = member.assignment(slot);
        if (assignment == null || random.nextInt(3) == 0) {
            return null;
        }
        List<MemberId> copies = new ArrayList<>(assignment.inSync());
        copies.addAll(assignment.learners());
        return copies.get(random.nextInt(copies.size()));
    }

    private static int slotOf(int key) {
        return (key * 3 + 1) % SLOTS;
    }

    private @Nullable Long guess(SimulatedMember member, int key) {
        ToyMachine.Cell cell = member.machine.cell(slotOf(key), key);
        return cell == null ? null : cell.value();
    }

    /** A read in the member's own store, with a pause between look-up and answer. */
    private void readHere(SimulatedMember member, int key) {
        KeyHistory history = histories.computeIfAbsent(key, any -> new KeyHistory());
        KeyHistory.Op op = new KeyHistory.Op(
                ToyMachine.GET,
                null,
                null,
                simulation.nowNanos(),
                member.node().host().name() + "'s own");
        Request.Part part = new Request.Part(slotOf(key), false, ToyMachine.command(ToyMachine.GET, key, null, null));
        member.run(() -> {
            Reads.Lookup seen = member.replication.reads().lookUp(part);
            if (seen == null) {
                return;
            }
            long pause = random.nextInt(4) == 0 ? random.nextLong(4_000 * MILLIS) : 0;
            simulation.after(
                    pause,
                    () -> member.run(() -> {
                        Reply reply = member.replication.reads().finish(seen);
                        if (reply != null) {
                            op.end = simulation.nowNanos();
                            op.result = ToyMachine.result(reply.payload());
                            history.ops.add(op);
                            oracle.count(
                                    SlotStates.isPrimaryStamp(seen.stamp()) ? "read as primary" : "read as replica");
                        }
                    }));
        });
        callSoon();
    }

    private void finished(int key, KeyHistory history, KeyHistory.Op op, SimulatedCaller.Outcome outcome) {
        ToyMachine.Result result = outcome.result();
        if (result != null) {
            op.end = simulation.nowNanos();
            op.result = result;
            oracle.count("done");
            if (op.kind != ToyMachine.GET && result.version() != 0) {
                acknowledged(slotOf(key), result.version());
            }
        } else if (outcome.known()) {
            history.remove(op);
            oracle.count("refused");
        } else {
            oracle.count("unknown");
        }
    }

    // Checks

    private void acknowledged(int slot, long version) {
        acknowledged.computeIfAbsent(slot, any -> new TreeSet<>()).add(version);
        SlotAssignment assignment = oracle.newest().body().assignment(slot);
        for (SimulatedMember member : memberByHost.values()) {
            if (holdsEverything(assignment, member)
                    && !member.machine.versions(slot).contains(version)) {
                throw new AssertionError("(I9, I15) slot " + slot + ": acknowledged " + version + " is not at "
                        + member.node() + "\n" + describe());
            }
        }
    }

    private static boolean holdsEverything(SlotAssignment assignment, SimulatedMember member) {
        return !member.crashed()
                && (assignment.inSync().contains(member.id())
                        || assignment.eligible().contains(member.id()));
    }

    private void check() {
        if (!founded) {
            return;
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            SimulatedMember serving = null;
            for (SimulatedMember member : memberByHost.values()) {
                if (!member.crashed() && !member.paused() && member.servesAsPrimary(slot)) {
                    if (serving != null) {
                        throw new AssertionError("(I8) slot " + slot + " is served by " + serving.node() + " and "
                                + member.node() + "\n" + describe());
                    }
                    serving = member;
                    checkBarrier(member, slot);
                }
            }
        }
        while (checkedConfigurations < oracle.chosen.size()) {
            checkHolders(oracle.chosen.get(checkedConfigurations++));
        }
    }

    private void checkBarrier(SimulatedMember member, int slot) {
        SlotStates states = member.replication.states();
        if (states.leads[slot] != 0 && states.committedTerm(slot) != states.leads[slot] - 1) {
            throw new AssertionError("(I19) slot " + slot + " is served by " + member.node()
                    + " before an entry of its own term is committed\n" + describe());
        }
    }

    /** Who has installed a later configuration already may have dropped what this one still counted on. */
    private void checkHolders(Configuration<SlotTable> configuration) {
        for (int slot = 0; slot < SLOTS; slot++) {
            SlotAssignment assignment = configuration.body().assignment(slot);
            TreeSet<Long> wanted = acknowledged.getOrDefault(slot, new TreeSet<>());
            for (SimulatedMember member : memberByHost.values()) {
                if (member.installedEpoch() <= configuration.epoch()
                        && holdsEverything(assignment, member)
                        && !member.machine.versions(slot).containsAll(wanted)) {
                    throw new AssertionError("(I15) slot " + slot + ", epoch " + configuration.epoch() + ": "
                            + member.node() + " lacks acknowledged writes\n" + describe());
                }
            }
        }
    }

    private void checkEnd() {
        for (Map.Entry<Integer, KeyHistory> history : histories.entrySet()) {
            String violation = history.getValue().violation();
            if (violation != null) {
                throw new AssertionError("key " + history.getKey() + " of slot " + slotOf(history.getKey()) + " is "
                        + violation + describe());
            }
        }
        checkProgress();
        for (int slot = 0; slot < SLOTS; slot++) {
            checkConverged(slot);
        }
    }

    private void checkConverged(int slot) {
        SlotAssignment assignment = oracle.newest().body().assignment(slot);
        Map<Integer, Long> first = null;
        List<Long> versions = null;
        for (SimulatedMember member : memberByHost.values()) {
            if (!assignment.inSync().contains(member.id())) {
                continue;
            }
            if (first == null) {
                first = member.machine.content(slot);
                versions = member.machine.versionsOf(slot);
            } else if (!first.equals(member.machine.content(slot))
                    || !versions.equals(member.machine.versionsOf(slot))) {
                throw new AssertionError("slot " + slot + ": copies differ at the end\n" + describe());
            }
        }
    }

    /** After the faults every slot is served again and has all its copies. */
    private void checkProgress() {
        for (int slot = 0; slot < SLOTS; slot++) {
            int at = slot;
            SlotAssignment assignment = oracle.newest().body().assignment(slot);
            boolean served = memberByHost.values().stream().anyMatch(member -> member.servesAsPrimary(at));
            if (!served || assignment.inSync().size() <= shape.backups) {
                throw new AssertionError("slot " + slot + " did not recover: " + assignment + "\n" + describe());
            }
        }
    }

    String describe() {
        StringBuilder text = new StringBuilder(
                "seed " + simulation.seed() + " " + shape + " at " + simulation.nowNanos() / 1e9 + "\n");
        for (SimulatedMember member : memberByHost.values()) {
            text.append(member.node())
                    .append(" installed ")
                    .append(member.installedEpoch())
                    .append('\n');
        }
        text.append("newest ")
                .append(oracle.newest().epoch())
                .append('\n')
                .append(oracle.newest().body());
        simulation.trace().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }
}
