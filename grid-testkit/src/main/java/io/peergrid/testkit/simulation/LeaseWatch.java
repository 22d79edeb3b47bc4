package io.peergrid.testkit.simulation;

import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import io.peergrid.simulation.SimulatedNetwork;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A member that no majority can have answered for longer than a lease answers nothing (I22). */
final class LeaseWatch {
    /** Lease of the local preset with the drift of clocks, and how far apart the looks are at most. */
    private static final long LEASE_NANOS = 530 * Scenario.MILLIS;

    private static final long SLACK_NANOS = 100 * Scenario.MILLIS;

    private final Map<MemberId, SimulatedMember> members;
    private final SimulatedNetwork network;
    private final Map<MemberId, Long> lastMajority = new HashMap<>();
    private long lastLookNanos;
    private long lastChanges;

    LeaseWatch(Map<MemberId, SimulatedMember> members, SimulatedNetwork network) {
        this.members = members;
        this.network = network;
    }

    void check(List<SimulatedMember> alive, int slots, long nowNanos) {
        // Where nobody looked, a majority may have been there: between two changes of the links, too.
        boolean blind = nowNanos - lastLookNanos > SLACK_NANOS || network.changes() - lastChanges > 1;
        lastLookNanos = nowNanos;
        lastChanges = network.changes();
        for (SimulatedMember member : alive) {
            Configuration<SlotTable> installed = member.node().installed();
            if (!member.alive() || installed == null) {
                continue;
            }
            if (blind || mayHaveMajority(member, installed)) {
                lastMajority.put(member.id(), nowNanos);
                continue;
            }
            long since = nowNanos - lastMajority.getOrDefault(member.id(), nowNanos);
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

    /** Half of an even number counts, too: it is enough beside a proof of death. */
    private boolean mayHaveMajority(SimulatedMember member, Configuration<SlotTable> installed) {
        int at = member.process().host().index();
        int reached = 0;
        List<Member> voters = installed.voters();
        for (Member voter : voters) {
            SimulatedMember peer = members.get(voter.id());
            int there = peer == null ? at : peer.process().host().index();
            boolean cut = there != at && (network.isCut(at, there) || network.isCut(there, at));
            reached += peer != null && peer.alive() && !cut ? 1 : 0;
        }
        return 2 * reached >= voters.size();
    }
}
