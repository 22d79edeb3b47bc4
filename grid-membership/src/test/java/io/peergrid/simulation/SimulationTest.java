package io.peergrid.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.ports.Transport.Lane;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SimulationTest {
    private static final long MILLIS = 1_000_000L;
    private static final long SECONDS = 1_000_000_000L;

    /** Sends to every reachable peer each 20 ms and answers what it gets. */
    private static final class Chatter implements Transport.Listener {
        private final SimulatedNode node;
        private final List<String> log;

        Chatter(SimulatedNode node, List<String> log) {
            this.node = node;
            this.log = log;
            node.transport().start(this);
            tick();
        }

        private void tick() {
            for (MemberId peer : node.transport().reachable()) {
                node.transport().send(peer, Lane.CONTROL, new byte[] {1});
            }
            node.scheduler().schedule(this::tick, 20 * MILLIS);
        }

        @Override
        public void received(MemberId from, Lane lane, byte[] frame) {
            log.add(node + " got " + frame[0] + " from " + from.brief() + " at "
                    + node.clock().nanoTime());
            if (frame[0] == 1) {
                node.transport().send(from, Lane.DATA, new byte[] {2});
            }
        }

        @Override
        public void appeared(MemberId peer) {
            log.add(node + " sees " + peer.brief());
        }

        @Override
        public void disappeared(MemberId peer) {
            log.add(node + " misses " + peer.brief());
        }
    }

    private static Simulation chatting(
            long seed, NetworkConditions conditions, List<String> log, Set<Integer> without) {
        Simulation simulation = new Simulation(seed, conditions, without);
        for (int i = 0; i < 5; i++) {
            simulation.addHost(node -> new Chatter(node, log)).start();
        }
        return simulation;
    }

    private static Simulation faulty(long seed, List<String> log, Set<Integer> without) {
        Simulation simulation = chatting(seed, NetworkConditions.HOSTILE, log, without);
        simulation.inject(FaultPlan.draw(simulation.stream("faults"), FaultSettings.all(), 5));
        simulation.runUntil(40 * SECONDS);
        return simulation;
    }

    @Test
    void oneSeedIsOneRun() {
        List<String> first = new ArrayList<>();
        List<String> second = new ArrayList<>();

        Simulation a = faulty(11, first, Set.of());
        Simulation b = faulty(11, second, Set.of());

        assertThat(second).isEqualTo(first).hasSizeGreaterThan(10_000);
        assertThat(b.fingerprint()).isEqualTo(a.fingerprint());
        assertThat(b.trace()).isEqualTo(a.trace()).hasSizeGreaterThan(5);
    }

    @Test
    void anotherSeedIsAnotherRun() {
        Simulation a = faulty(11, new ArrayList<>(), Set.of());
        Simulation b = faulty(12, new ArrayList<>(), Set.of());

        assertThat(b.fingerprint()).isNotEqualTo(a.fingerprint());
    }

    @Test
    void aSuppressedFaultIsTheOnlyOneMissing() {
        List<String> all = faulty(11, new ArrayList<>(), Set.of()).trace();
        List<String> fewer = faulty(11, new ArrayList<>(), Set.of(3)).trace();

        List<String> expected = new ArrayList<>(all);
        expected.removeIf(line -> line.contains("#3 "));
        assertThat(fewer).hasSize(all.size() - 1).isEqualTo(expected);
    }

    @Test
    void everybodyHearsEverybodyAfterHealing() {
        List<String> log = new ArrayList<>();
        Simulation simulation = faulty(5, log, Set.of());
        log.clear();

        simulation.runFor(SECONDS);

        for (SimulatedHost host : simulation.hosts()) {
            for (SimulatedHost peer : simulation.hosts()) {
                if (host != peer) {
                    String heard =
                            host.node() + " got 1 from " + peer.node().id().brief();
                    assertThat(log).anyMatch(line -> line.startsWith(heard));
                }
            }
        }
    }

    @Test
    void aPausedNodeDoesWhatWaitedWhenItWakes() {
        List<String> log = new ArrayList<>();
        Simulation simulation = chatting(1, NetworkConditions.PERFECT, log, Set.of());
        simulation.runUntil(SECONDS);
        SimulatedNode victim = simulation.hosts().get(0).node();
        victim.pause(300 * MILLIS);
        log.clear();

        simulation.runFor(299 * MILLIS);
        assertThat(log).noneMatch(line -> line.startsWith(victim + " ")).isNotEmpty();

        simulation.runFor(2 * MILLIS);
        assertThat(log.stream().filter(line -> line.startsWith(victim + " got 1")))
                .hasSizeBetween(52, 64);
    }

    @Test
    void aCrashedNodeIsSilentAndItsSuccessorIsAnotherMember() {
        List<String> log = new ArrayList<>();
        Simulation simulation = chatting(1, NetworkConditions.PERFECT, log, Set.of());
        simulation.runUntil(SECONDS);
        SimulatedHost host = simulation.hosts().get(2);
        SimulatedNode dead = host.node();
        host.crash();
        log.clear();

        simulation.runFor(SECONDS);
        assertThat(log).noneMatch(line -> line.startsWith(dead + " "));
        assertThat(log.stream()
                        .filter(line -> line.endsWith("misses " + dead.id().brief())))
                .hasSize(4);
        assertThat(simulation.witness().hasEnded(dead.process())).isTrue();

        SimulatedNode next = host.start();
        simulation.runFor(SECONDS);
        assertThat(next.id()).isNotEqualTo(dead.id());
        assertThat(simulation.witness().hasEnded(next.process())).isFalse();
        assertThat(log.stream().filter(line -> line.endsWith("sees " + next.id().brief())))
                .hasSize(4);
    }

    @Test
    void aOneWayCutStopsOneDirection() {
        List<String> log = new ArrayList<>();
        Simulation simulation = chatting(1, NetworkConditions.PERFECT, log, Set.of());
        simulation.runUntil(SECONDS);
        simulation.network().cut(0, 1);
        simulation.runFor(MILLIS);
        log.clear();

        simulation.runFor(SECONDS);

        String zero = simulation.hosts().get(0).node().id().brief();
        SimulatedNode one = simulation.hosts().get(1).node();
        assertThat(log).noneMatch(line -> line.startsWith(one + " got") && line.contains("from " + zero));
        assertThat(log)
                .anyMatch(line -> line.startsWith(simulation.hosts().get(0).node() + " got 1 from "
                        + one.id().brief()));
    }

    @Test
    void aTimerIsNeverEarlyByTheClockOfItsNode() {
        Simulation simulation = new Simulation(3);
        long[] waited = new long[1];
        SimulatedHost host = simulation.addHost(node -> {
            long start = node.clock().nanoTime();
            node.scheduler().schedule(() -> waited[0] = node.clock().nanoTime() - start, SECONDS);
        });
        host.start();
        simulation.runUntil(500 * MILLIS);
        host.clock().setRate(0.5);

        simulation.runUntil(5 * SECONDS);

        assertThat(waited[0]).isBetween(SECONDS, SECONDS + 10);
    }

    @Test
    void aCancelledTimerNeverRuns() {
        Simulation simulation = new Simulation(3);
        List<String> ran = new ArrayList<>();
        simulation
                .addHost(node ->
                        node.scheduler().schedule(() -> ran.add("x"), SECONDS).cancel())
                .start();

        simulation.runUntil(5 * SECONDS);

        assertThat(ran).isEmpty();
    }

    @Test
    void minimizingKeepsTheFaultsThatAreNeeded() {
        Set<Integer> suppressed = FaultMinimizer.minimize(8, without -> !without.contains(2) && !without.contains(5));

        assertThat(suppressed).containsExactlyInAnyOrder(0, 1, 3, 4, 6, 7);
    }
}
