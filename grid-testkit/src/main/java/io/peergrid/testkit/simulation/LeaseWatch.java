package io.peergrid.testkit.simulation;

import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import io.peergrid.simulation.SimulatedNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A member answers nothing if there is no majority of which it can have heard from each one within a lease (I22). They need not
 * have answered at the same moment.
 */
final class LeaseWatch {
    /** Lease of the local preset with the drift of clocks, and how far apart the looks are at most. */
    private static final long LEASE_NANOS = 530 * Scenario.MILLIS;

    private static final long SLACK_NANOS = 100 * Scenario.MILLIS;

    private final Map<MemberId, SimulatedMember> members;
    private final SimulatedNetwork network;
    /** When a member last had a way to a voter and back. */
    private final Map<MemberId, Map<MemberId, Long>> lastReached = new HashMap<>();

    private long lastLookNanos;
    private long lastChanges;

    LeaseWatch(Map<MemberId, SimulatedMember> members, SimulatedNetwork network) {
        this.members = members;
        this.network = network;
    }

    void check(List<SimulatedMember> alive, int slots, long nowNanos) {
        // Where nobody looked, everybody may have been there: between two changes of the links, too.
        boolean blind = nowNanos - lastLookNanos > SLACK_NANOS || network.changes() - lastChanges > 1;
        lastLookNanos = nowNanos;
        lastChanges = network.changes();
        for (SimulatedMember member : alive) {
            Configuration<SlotTable> installed = member.node().installed();
            if (!member.alive() || installed == null) {
                continue;
            }
            long since = nowNanos - lastMajority(member, installed, blind, nowNanos);
            if (since > LEASE_NANOS + SLACK_NANOS) {
                checkSilent(member, slots, since);
            }
        }
    }

    private void checkSilent(SimulatedMember member, int slots, long since) {
        for (int slot = 0; slot < slots; slot++) {
            if (member.node().copyOf(slot).answers()) {
                throw new Violation("I22: " + member + " answers for slot " + slot
                        + " although it has had no majority for " + since / Scenario.MILLIS + " ms");
            }
        }
    }

    /** Since then fewer than a majority can have answered. Half of an even number counts, too: beside a proof of death it is enough. */
    private long lastMajority(
            SimulatedMember member, Configuration<SlotTable> installed, boolean blind, long nowNanos) {
        Map<MemberId, Long> reached = lastReached.computeIfAbsent(member.id(), id -> new HashMap<>());
        List<Long> latestFirst = new ArrayList<>();
        for (Member voter : installed.voters()) {
            if (blind || mayReach(member, voter.id()) || !reached.containsKey(voter.id())) {
                reached.put(voter.id(), nowNanos);
            }
            latestFirst.add(reached.get(voter.id()));
        }
        latestFirst.sort(Comparator.reverseOrder());
        return latestFirst.get((latestFirst.size() - 1) / 2);
    }

    private boolean mayReach(SimulatedMember member, MemberId voter) {
        SimulatedMember peer = members.get(voter);
        if (peer == null || !peer.alive()) {
            return false;
        }
        int at = member.process().host().index();
        int there = peer.process().host().index();
        return there == at || !(network.isCut(at, there) || network.isCut(there, at));
    }
}
