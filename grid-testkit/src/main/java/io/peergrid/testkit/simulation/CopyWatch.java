package io.peergrid.testkit.simulation;

import io.peergrid.membership.Configuration;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import io.peergrid.replication.SlotCopy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks into the copies of all members: who serves, who waits for whom, what is committed, and who holds it (I8, I9, I13,
 * I14, I15, I17, I19). What a primary has committed counts as acknowledged.
 */
final class CopyWatch {
    private final int slots;
    private final Map<MemberId, SimulatedMember> members;
    /** By slot: the newest entry that a primary has committed. */
    private final long[] committedTerm;

    private final long[] committedSeq;
    /** By slot: the epoch in which it began again, empty. */
    private final long[] beganIn;

    private final Map<MemberId, SlotCopy[]> lastInSync = new HashMap<>();

    CopyWatch(int slots, Map<MemberId, SimulatedMember> members) {
        this.slots = slots;
        this.members = members;
        committedTerm = new long[slots];
        committedSeq = new long[slots];
        beganIn = new long[slots];
    }

    /** Everybody died who held the slot; it began again, empty. What earlier primaries have committed is gone. */
    void recreated(int slot, long epoch) {
        beganIn[slot] = epoch;
        committedTerm[slot] = 0;
        committedSeq[slot] = 0;
        lastInSync.values().forEach(copies -> copies[slot] = null);
    }

    /** Who is not in sync any more may begin anew. */
    void installed(SimulatedMember member, Configuration<SlotTable> now) {
        SlotCopy[] last = lastInSync.get(member.id());
        for (int slot = 0; last != null && slot < slots; slot++) {
            if (!now.body().assignment(slot).inSync().contains(member.id())) {
                last[slot] = null;
            }
        }
    }

    /** Looks at all copies of all living members. */
    void check(List<SimulatedMember> alive, Configuration<SlotTable> newest) {
        SimulatedMember[] serving = new SimulatedMember[slots];
        for (SimulatedMember member : alive) {
            Configuration<SlotTable> installed = member.node().installed();
            if (member.alive() && installed != null && !member.leaving()) {
                check(member, installed, serving);
            }
        }
        for (int slot = 0; slot < slots; slot++) {
            SlotAssignment assignment = newest.body().assignment(slot);
            checkHolders(slot, newest, assignment.inSync(), "in sync");
            checkHolders(slot, newest, assignment.eligible(), "eligible");
        }
    }

    private void check(
            SimulatedMember member, Configuration<SlotTable> installed, @Nullable SimulatedMember[] serving) {
        SlotCopy[] last = lastInSync.computeIfAbsent(member.id(), id -> new SlotCopy[slots]);
        for (int slot = 0; slot < slots; slot++) {
            SlotAssignment assignment = installed.body().assignment(slot);
            boolean inSync = assignment.inSync().contains(member.id());
            SlotCopy copy = member.node().copyOf(slot);
            SlotCopy before = last[slot];
            if (inSync && before != null && (copy.seq() < before.seq() || copy.term() < before.term())) {
                throw new Violation("I17: " + member + " went back in slot " + slot + ", " + before + " to " + copy);
            }
            // Whoever has not heard that the slot began again still holds what was lost.
            last[slot] = inSync && installed.epoch() >= beganIn[slot] ? copy : null;
            if (copy.isLed()) {
                checkLed(member, slot, installed, copy);
                if (copy.answers()) {
                    SimulatedMember other = serving[slot];
                    if (other != null) {
                        throw new Violation("I8: " + member + " and " + other + " both serve slot " + slot);
                    }
                    serving[slot] = member;
                }
            }
        }
    }

    private void checkLed(SimulatedMember member, int slot, Configuration<SlotTable> installed, SlotCopy copy) {
        SlotAssignment assignment = installed.body().assignment(slot);
        String what = member + " as primary of slot " + slot + " at epoch " + installed.epoch() + ", " + copy;
        for (MemberId replica : assignment.inSync()) {
            if (!replica.equals(member.id()) && !copy.ackSet().contains(replica)) {
                throw new Violation("I13: nobody waits for " + members.get(replica) + ", which is in sync: " + what);
            }
        }
        if (copy.answers() && copy.committedTerm() != copy.ledTerm()) {
            throw new Violation("I19: it serves before its barrier is committed: " + what);
        }
        for (MemberId replica : assignment.inSync()) {
            SimulatedMember holder = members.get(replica);
            Configuration<SlotTable> there =
                    holder == null || !holder.alive() ? null : holder.node().installed();
            if (holder != null && holder != member && there != null && there.epoch() <= installed.epoch()) {
                SlotCopy theirs = holder.node().copyOf(slot);
                if (!holds(theirs, copy.committedTerm(), copy.committedSeq())) {
                    throw new Violation("I9: committed although " + holder + " has only " + theirs + ": " + what);
                }
            }
        }
        if (installed.epoch() < beganIn[slot]) {
            return;
        }
        if (copy.committedTerm() > committedTerm[slot]
                || (copy.committedTerm() == committedTerm[slot] && copy.committedSeq() > committedSeq[slot])) {
            committedTerm[slot] = copy.committedTerm();
            committedSeq[slot] = copy.committedSeq();
        }
    }

    /** Logs are prefixes of each other up to what is committed, so the position says what a copy holds (I18). */
    private static boolean holds(SlotCopy copy, long term, long seq) {
        return copy.term() >= term && copy.seq() >= seq;
    }

    private void checkHolders(int slot, Configuration<SlotTable> newest, List<MemberId> holders, String as) {
        for (MemberId id : holders) {
            SimulatedMember holder = members.get(id);
            if (holder != null && holder.alive() && !holder.leaving()) {
                SlotCopy copy = holder.node().copyOf(slot);
                if (!holds(copy, committedTerm[slot], committedSeq[slot])) {
                    throw new Violation("I15: " + holder + " is " + as + " for slot " + slot + " at epoch "
                            + newest.epoch() + " with " + copy + ", but " + committedTerm[slot] + '/'
                            + committedSeq[slot] + " was committed");
                }
            }
        }
    }

    /** The primary of before must wait for a replica that a chosen configuration has added (I14). */
    void added(int slot, SlotAssignment was, MemberId replica, long epoch) {
        MemberId id = was.primary();
        SimulatedMember primary = id == null ? null : members.get(id);
        if (primary == null || !primary.alive() || primary.leaving()) {
            return;
        }
        Configuration<SlotTable> installed = primary.node().installed();
        SlotCopy copy = primary.node().copyOf(slot);
        if (installed != null
                && installed.epoch() == epoch - 1
                && copy.isLed()
                && !copy.ackSet().contains(replica)) {
            throw new Violation("I14: " + members.get(replica) + " is in sync for slot " + slot + " by epoch " + epoch
                    + ", but " + primary + " does not wait for it: " + copy);
        }
    }

    /** A member has lost its place by a chosen configuration that it has not installed: it must be silent (I20). */
    void checkSilent(MemberId id, int slot, long epoch) {
        SimulatedMember member = members.get(id);
        if (member == null || !member.alive() || member.leaving()) {
            return;
        }
        Configuration<SlotTable> installed = member.node().installed();
        if (installed != null && installed.epoch() < epoch) {
            SlotCopy copy = member.node().copyOf(slot);
            if (copy.answers()) {
                throw new Violation("I20: " + member + " at epoch " + installed.epoch() + " answers for slot " + slot
                        + " although epoch " + epoch + " took that from it: " + copy);
            }
        }
    }
}
