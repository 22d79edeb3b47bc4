package io.peergrid.testkit.simulation;

import io.peergrid.GridEvent;
import io.peergrid.membership.Configuration;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotPolicy;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import io.peergrid.simulation.Simulation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the installed configurations of all members after each event. What members install was chosen, so the first
 * sight of an epoch shows the agreement's result; its step from the epoch before must keep the invariants (I1, I4, I7,
 * I14, I16, I20, I21). The copies are looked into then, and between (see {@link CopyWatch}, {@link LeaseWatch}).
 */
final class ConfigurationWatch {
    private static final int EVENTS_BETWEEN_LOOKS = 50;

    private final SlotPolicy policy;
    private final Simulation simulation;
    private final CopyWatch copies;
    private final LeaseWatch leases;
    private final VoteWatch votes = new VoteWatch();
    private final Map<MemberId, SimulatedMember> members = new HashMap<>();
    private final List<SimulatedMember> alive = new ArrayList<>();
    private final Map<MemberId, Configuration<SlotTable>> last = new HashMap<>();
    private final Map<Long, Configuration<SlotTable>> chosen = new HashMap<>();
    private final Set<Integer> lost = new HashSet<>();
    private @Nullable Configuration<SlotTable> newest;
    private long failovers;
    private long promotions;
    private long learnersPromoted;
    private long moves;
    private long raised;

    ConfigurationWatch(SlotPolicy policy, Simulation simulation) {
        this.policy = policy;
        this.simulation = simulation;
        this.copies = new CopyWatch(policy.slotCount(), members);
        this.leases = new LeaseWatch(members, simulation.network());
    }

    void started(SimulatedMember member) {
        members.put(member.id(), member);
        alive.add(member);
    }

    /** A member tells what it saw. */
    void happened(GridEvent event) {
        votes.happened(event, chosen);
    }

    /** Cheap while nothing has changed. */
    void check() {
        votes.check();
        boolean news = false;
        for (int i = 0; i < alive.size(); i++) {
            SimulatedMember member = alive.get(i);
            if (!member.alive()) {
                alive.remove(i--);
                continue;
            }
            Configuration<SlotTable> now = member.node().installed();
            if (now != null) {
                Configuration<SlotTable> before = last.put(member.id(), now);
                if (!now.equals(before)) {
                    installed(member, before, now);
                    copies.installed(member, now);
                    news = true;
                }
            }
        }
        Configuration<SlotTable> last = newest;
        if (last != null && (news || simulation.events() % EVENTS_BETWEEN_LOOKS == 0)) {
            copies.check(alive, last);
            leases.check(alive, policy.slotCount(), simulation.nowNanos());
        }
    }

    /** The configuration of the highest epoch that a member has installed. */
    @Nullable
    Configuration<SlotTable> newest() {
        return newest;
    }

    /** All that were ever chosen, as far as they were installed. */
    Collection<Configuration<SlotTable>> chosen() {
        return chosen.values();
    }

    List<SimulatedMember> alive() {
        return alive;
    }

    /** Slots of which every copy had died; their keys began again, empty. */
    Set<Integer> lost() {
        return lost;
    }

    /** Whether so many voters of the newest configuration have ended that no successor can be agreed on. */
    boolean majorityDied() {
        Configuration<SlotTable> now = newest;
        if (now == null) {
            return false;
        }
        long voters = now.voters().size();
        long living = now.voters().stream().filter(voter -> isAlive(voter.id())).count();
        return living <= voters / 2;
    }

    /** Whether every living member has the newest configuration and every slot that did not die out all its copies. */
    boolean isSettled(int copiesWanted) {
        Configuration<SlotTable> now = newest;
        if (now == null) {
            return false;
        }
        for (SimulatedMember member : alive) {
            Configuration<SlotTable> installed = member.node().installed();
            if (member.leaving() || installed == null || installed.epoch() != now.epoch() || !now.lists(member.id())) {
                return false;
            }
        }
        noteDiedOut(now.body());
        int data = (int) alive.stream().filter(SimulatedMember::holdsData).count();
        int wanted = Math.min(copiesWanted, data);
        for (int slot = 0; slot < policy.slotCount(); slot++) {
            SlotAssignment assignment = now.body().assignment(slot);
            int holders = policy.slots().isReplicated(slot) ? data : wanted;
            boolean complete =
                    assignment.primary() != null && assignment.inSync().size() >= holders;
            if (!complete && !lost.contains(slot)) {
                return false;
            }
        }
        return !lost.isEmpty() || now.members().size() == alive.size();
    }

    /** Without a proof of death a slot whose holders have all ended waits for them for ever. */
    private void noteDiedOut(SlotTable table) {
        for (int slot = 0; slot < policy.slotCount(); slot++) {
            SlotAssignment assignment = table.assignment(slot);
            boolean holderLives = assignment.inSync().stream().anyMatch(this::isAlive)
                    || assignment.eligible().stream().anyMatch(this::isAlive);
            if (!holderLives) {
                lost.add(slot);
            }
        }
    }

    SimulationCounters counters() {
        return new SimulationCounters(
                0,
                0,
                0,
                failovers,
                promotions,
                0,
                learnersPromoted,
                moves,
                0,
                0,
                lost.size(),
                0,
                raised,
                0,
                0,
                Map.of());
    }

    private boolean isAlive(MemberId id) {
        SimulatedMember member = members.get(id);
        return member != null && member.alive();
    }

    private void installed(
            SimulatedMember member, @Nullable Configuration<SlotTable> before, Configuration<SlotTable> now) {
        if (before != null && now.epoch() <= before.epoch()) {
            throw new Violation("I4: " + member + " went from epoch " + before.epoch() + " to " + now.epoch());
        }
        Configuration<SlotTable> known = chosen.putIfAbsent(now.epoch(), now);
        if (known != null) {
            if (!known.hash().equals(now.hash()) || !known.clusterId().equals(now.clusterId())) {
                throw new Violation("I1: two configurations of epoch " + now.epoch() + ": " + known + " and " + now);
            }
            return;
        }
        if (newest == null || now.epoch() > newest.epoch()) {
            newest = now;
        }
        if (!now.members().stream().allMatch(listed -> listed.speaks().include(now.wireVersion()))) {
            throw new Violation("I29: somebody does not speak the wire version of " + now);
        }
        Configuration<SlotTable> predecessor = chosen.get(now.epoch() - 1);
        if (predecessor != null) {
            step(predecessor, now);
        }
    }

    private void step(Configuration<SlotTable> before, Configuration<SlotTable> now) {
        if (now.wireVersion() < before.wireVersion()) {
            throw new Violation("I29: the wire version fell at epoch " + now.epoch());
        }
        raised += now.wireVersion() > before.wireVersion() ? 1 : 0;
        boolean failover = false;
        for (int slot = 0; slot < policy.slotCount(); slot++) {
            int at = slot;
            SlotAssignment was = before.body().assignment(slot);
            SlotAssignment is = now.body().assignment(slot);
            if (was.equals(is)) {
                continue;
            }
            String what = "slot " + slot + " of epoch " + now.epoch() + ", from " + was + " to " + is;
            if (is.inSync().isEmpty()) {
                throw new Violation("I21: nobody in sync, " + what);
            }
            if (!is.eligible().isEmpty() && is.inSync().size() >= policy.effectiveMinInSync(now.members())) {
                throw new Violation("I21: eligible with enough in sync, " + what);
            }
            if (isRecreated(was, is)) {
                recreated(slot, was, now.epoch(), what);
                continue;
            }
            checkAdditions(slot, was, is, now.epoch(), what);
            was.inSync().stream()
                    .filter(member -> !is.inSync().contains(member)
                            || (member.equals(was.primary()) && !member.equals(is.primary())))
                    .forEach(member -> copies.checkSilent(member, at, now.epoch()));
            MemberId primary = is.primary();
            if (primary != null && !primary.equals(was.primary())) {
                failover |= primaryChanged(now.epoch(), was, is, what);
            }
        }
        failovers += failover ? 1 : 0;
    }

    private static boolean isRecreated(SlotAssignment was, SlotAssignment is) {
        return Collections.disjoint(was.inSync(), is.inSync()) && Collections.disjoint(was.eligible(), is.inSync());
    }

    private void recreated(int slot, SlotAssignment was, long epoch, String what) {
        for (MemberId holder : was.inSync()) {
            if (isAlive(holder)) {
                throw new Violation("I15: data thrown away although " + members.get(holder) + " has it, " + what);
            }
        }
        for (MemberId holder : was.eligible()) {
            if (isAlive(holder)) {
                throw new Violation("I15: data thrown away although " + members.get(holder) + " has it, " + what);
            }
        }
        lost.add(slot);
        copies.recreated(slot, epoch);
    }

    private void checkAdditions(int slot, SlotAssignment was, SlotAssignment is, long epoch, String what) {
        for (MemberId member : is.inSync()) {
            if (was.inSync().contains(member)) {
                continue;
            }
            boolean heldAll = was.eligible().contains(member) && !Objects.equals(was.primary(), is.primary());
            if (was.learners().contains(member) && !heldAll) {
                learnersPromoted++;
                copies.added(slot, was, member, epoch);
            } else if (!was.eligible().contains(member)) {
                throw new Violation("I7: in sync without having learned, " + what);
            }
        }
    }

    private boolean primaryChanged(long epoch, SlotAssignment was, SlotAssignment is, String what) {
        MemberId primary = is.primary();
        if (!was.inSync().contains(primary) && !was.eligible().contains(primary)) {
            throw new Violation("I16: primary without the data, " + what);
        }
        if (is.slotTerm() != epoch) {
            throw new Violation("slotTerm must be the epoch of the change, " + what);
        }
        MemberId old = was.primary();
        if (old != null && is.inSync().contains(old)) {
            moves++;
            return false;
        }
        promotions++;
        return true;
    }
}
