package io.peergrid.simulation;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport.Lane;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The network between hosts. Frames are lost, late, doubled and disordered as {@link NetworkConditions} say; links are
 * cut by direction. Cuts count: a link that two faults have cut works again when both have ended.
 */
public final class SimulatedNetwork {
    private static final long HINT_NANOS = 25_000_000L;
    private static final long DISCOVERY_NANOS = 5_000_000L;
    private static final long DISCOVERY_RETRY_NANOS = 1_000_000_000L;

    private final Simulation simulation;
    private final SplitMixRandom random;
    private final Map<MemberId, SimulatedNode> nodes = new HashMap<>();
    /** In the order of joining, so that walking over it is the same in each run. */
    private final Map<MemberId, SimulatedNode> joined = new LinkedHashMap<>();

    private NetworkConditions conditions;
    private final NetworkConditions ownConditions;
    private int[][] cuts = new int[0][0];
    private long[][] lastArrival = new long[0][0];

    private long sent;
    private long bytes;
    private long delivered;
    private long lost;
    private long cut;
    private long changes;
    private long duplicated;
    private long undeliverable;

    SimulatedNetwork(Simulation simulation, NetworkConditions conditions) {
        this.simulation = simulation;
        this.conditions = conditions;
        ownConditions = conditions;
        random = simulation.stream("network");
    }

    /** From now on frames are treated like this, until {@link Simulation#healAll}. */
    public void conditions(NetworkConditions newConditions) {
        conditions = newConditions;
    }

    public NetworkConditions conditions() {
        return conditions;
    }

    /** What holds without faults. */
    public NetworkConditions ownConditions() {
        return ownConditions;
    }

    /** Cuts the way from one host to another; the way back is another link. */
    public void cut(int from, int to) {
        if (from != to) {
            cuts[from][to]++;
            changes++;
        }
    }

    /** Takes back one cut. */
    public void uncut(int from, int to) {
        if (cuts[from][to] > 0) {
            cuts[from][to]--;
            changes++;
        }
    }

    /** Cuts both ways between two sets of hosts, given as bits by index. */
    public void partition(long left, long right) {
        forEachPair(left, right, (a, b) -> {
            cut(a, b);
            cut(b, a);
        });
    }

    /** Takes back {@link #partition}. */
    public void unpartition(long left, long right) {
        forEachPair(left, right, (a, b) -> {
            uncut(a, b);
            uncut(b, a);
        });
    }

    /** How often links were cut, or cuts taken back, so far. */
    public long changes() {
        return changes;
    }

    public boolean isCut(int from, int to) {
        return cuts[from][to] > 0;
    }

    /** Mends all links; frame treatment is as at the start again. */
    public void healAll() {
        changes++;
        for (int[] row : cuts) {
            Arrays.fill(row, 0);
        }
        conditions = ownConditions;
    }

    /** Tells a node that its connection to a peer broke, although the peer lives. */
    public boolean suspectFalsely(SimulatedHost observer, SimulatedHost suspect) {
        SimulatedNode at = observer.node();
        SimulatedNode about = suspect.node();
        if (at == null || about == null || at.crashed() || about.crashed() || at == about) {
            return false;
        }
        simulation.add(at, simulation.nowNanos(), () -> at.simulatedTransport().suspect(about.id()));
        return true;
    }

    public NetworkCounters counters() {
        return new NetworkCounters(sent, bytes, delivered, lost, cut, duplicated, undeliverable);
    }

    void hostAdded() {
        int size = cuts.length + 1;
        cuts = Arrays.copyOf(cuts, size);
        lastArrival = Arrays.copyOf(lastArrival, size);
        for (int i = 0; i < size; i++) {
            cuts[i] = i < size - 1 ? Arrays.copyOf(cuts[i], size) : new int[size];
            lastArrival[i] = i < size - 1 ? Arrays.copyOf(lastArrival[i], size) : new long[size];
        }
    }

    void joined(SimulatedNode node) {
        nodes.put(node.id(), node);
        for (SimulatedNode other : joined.values()) {
            introduce(node, other, DISCOVERY_NANOS);
            introduce(other, node, DISCOVERY_NANOS);
        }
        joined.put(node.id(), node);
    }

    void left(SimulatedNode node) {
        if (joined.remove(node.id()) == null) {
            return;
        }
        for (SimulatedNode other : joined.values()) {
            long delay = random.chance(conditions.hintProbability()) ? HINT_NANOS : conditions.hintLateNanos();
            long at = simulation.nowNanos() + delay + random.nextLong(HINT_NANOS);
            simulation.add(other, at, () -> other.simulatedTransport().peerDisappeared(node.id()));
        }
    }

    void send(SimulatedNode from, MemberId to, Lane lane, byte[] frame) {
        sent++;
        bytes += frame.length;
        simulation.mix(frame.length);
        SimulatedNode target = nodes.get(to);
        if (target == null || target.crashed()) {
            undeliverable++;
            return;
        }
        int a = from.host().index();
        int b = target.host().index();
        if (cuts[a][b] > 0) {
            if (random.chance(conditions.stragglerProbability())) {
                arrive(from, target, lane, frame, straggle(), true);
            } else {
                cut++;
            }
            return;
        }
        if (random.chance(conditions.dropProbability())) {
            lost++;
            return;
        }
        arrive(from, target, lane, frame, delay(a, b), false);
        if (random.chance(conditions.duplicateProbability())) {
            duplicated++;
            arrive(from, target, lane, frame, delay(a, b), false);
        }
    }

    private void arrive(
            SimulatedNode from, SimulatedNode target, Lane lane, byte[] frame, long delayNanos, boolean cutAtStart) {
        simulation.add(target, simulation.nowNanos() + delayNanos, () -> {
            if (cutAtStart && isCut(from.host().index(), target.host().index())) {
                cut++;
            } else if (!target.simulatedTransport().listening()) {
                undeliverable++;
            } else {
                delivered++;
                target.simulatedTransport().deliver(from.id(), lane, frame);
            }
        });
    }

    private long delay(int from, int to) {
        if (from == to) {
            return conditions.delayMinNanos();
        }
        if (random.chance(conditions.stragglerProbability())) {
            return straggle();
        }
        // Pareto with shape 2, moved to start at zero: half of the mean at the median, a hundredth of frames over 9
        // means.
        double tail = (double) conditions.delayMeanNanos() * (1 / Math.sqrt(1 - random.nextDouble()) - 1);
        long delay = Math.min(conditions.delayMaxNanos(), conditions.delayMinNanos() + (long) tail);
        if (random.chance(conditions.reorderProbability())) {
            return delay;
        }
        long arrival = Math.max(lastArrival[from][to], simulation.nowNanos() + delay);
        lastArrival[from][to] = arrival;
        return arrival - simulation.nowNanos();
    }

    private long straggle() {
        return random.nextLong(conditions.stragglerMaxNanos() + 1);
    }

    private void introduce(SimulatedNode node, SimulatedNode peer, long delayNanos) {
        long at = simulation.nowNanos() + delayNanos + random.nextLong(DISCOVERY_NANOS);
        simulation.add(node, at, () -> {
            if (peer.simulatedTransport().listening()) {
                int a = peer.host().index();
                int b = node.host().index();
                if (isCut(a, b) || isCut(b, a)) {
                    introduce(node, peer, DISCOVERY_RETRY_NANOS);
                } else {
                    node.simulatedTransport().peerAppeared(peer.id());
                }
            }
        });
    }

    private interface PairAction {
        void apply(int a, int b);
    }

    private void forEachPair(long left, long right, PairAction action) {
        for (int a = 0; a < cuts.length; a++) {
            for (int b = 0; b < cuts.length; b++) {
                if ((left >>> a & 1) == 1 && (right >>> b & 1) == 1) {
                    action.apply(a, b);
                }
            }
        }
    }
}
