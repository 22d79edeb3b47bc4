package io.peergrid.testkit.exploration;

import io.peergrid.membership.Member;
import io.peergrid.membership.MembershipSettings;
import io.peergrid.membership.SpokenVersions;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotPolicy;
import io.peergrid.partition.SlotRange;
import io.peergrid.partition.SlotTable;
import io.peergrid.partition.SlotTableRules;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessIdentity;
import io.peergrid.replication.ReplicationSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * What is explored: which members, which rules, which times. The times are those of the product divided down to few ticks: a
 * tick is the heartbeat interval, a lease two, silence after three is suspicious. Clocks run alike (drift 0), which leaves a
 * promise no reserve over the lease that is built on it.
 *
 * @param founders members of the first configuration
 * @param newcomers members that may start later
 * @param primary the founder that the slot's first primary is; its backups are those that follow it
 */
record Setting(int founders, int newcomers, int primary, SlotPolicy policy, Rules rules) {
    static final long TICK = 100_000_000L;
    private static final int KIB = 1024;

    static Setting of(int backups, int minInSync) {
        return new Setting(3, 0, 0, new SlotPolicy(1, backups, minInSync, false), Rules.standard());
    }

    Setting without(String rule) {
        return new Setting(founders, newcomers, primary, policy, Rules.without(rule));
    }

    Setting withStandardRules() {
        return new Setting(founders, newcomers, primary, policy, Rules.standard());
    }

    Setting withNewcomers(int count) {
        return new Setting(founders, count, primary, policy, rules);
    }

    Setting withPrimary(int index) {
        return new Setting(founders, newcomers, index, policy, rules);
    }

    /** Who holds the slot at first. */
    SlotTable firstTable() {
        List<MemberId> copies = new ArrayList<>();
        for (int copy = 0; copy <= policy.backups() && copy < founders; copy++) {
            copies.add(id((primary + copy) % founders));
        }
        List<MemberId> inSync = copies.stream().sorted().toList();
        SlotAssignment assignment = new SlotAssignment(id(primary), 0, inSync, List.of(), List.of(), null);
        return SlotTable.of(List.of(new SlotRange(0, 1, assignment)));
    }

    int members() {
        return founders + newcomers;
    }

    static MemberId id(int index) {
        return new MemberId(0, index + 1);
    }

    static int index(MemberId id) {
        return (int) id.low() - 1;
    }

    static String name(int index) {
        return String.valueOf((char) ('A' + index));
    }

    Member member(int index) {
        return new Member(
                id(index),
                name(index),
                name(index),
                "",
                "",
                1,
                true,
                false,
                Member.Status.ACTIVE,
                ProcessIdentity.UNPROVABLE,
                SpokenVersions.ofThisCode(""));
    }

    List<Member> firstMembers() {
        List<Member> members = new ArrayList<>();
        for (int index = 0; index < founders; index++) {
            members.add(member(index));
        }
        return members;
    }

    SlotTableRules bodies() {
        return new SlotTableRules(policy, rules.promotion());
    }

    MembershipSettings membership() {
        return new MembershipSettings(
                "explored", founders, false, TICK, 3 * TICK, 2 * TICK, 0, members() * TICK, 1, "");
    }

    ReplicationSettings replication() {
        return new ReplicationSettings(
                policy,
                TICK,
                TICK,
                2 * TICK,
                TICK,
                2 * TICK,
                16,
                TICK,
                256 * KIB,
                256 * KIB,
                256 * KIB,
                256 * KIB,
                64 * KIB,
                256 * KIB,
                1_000 * TICK);
    }
}
