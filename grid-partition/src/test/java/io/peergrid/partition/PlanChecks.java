package io.peergrid.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.membership.Member;
import io.peergrid.ports.MemberId;
import java.util.List;

/** The planner's promises, checked the long way. */
final class PlanChecks {
    private PlanChecks() {}

    /** Every slot has its copies, and every member its share of primaries and of copies, to within one slot. */
    static void assertBalanced(SlotTable table, List<Member> members, int backups) {
        List<Member> holders =
                members.stream().filter(AssignmentPlanner::takesSlots).toList();
        int copies = Math.min(backups + 1, holders.size());
        int[] weights = holders.stream().mapToInt(Member::weight).toArray();
        PlannedShares primaries = PlannedShares.of(table.slotCount(), table.slotCount(), weights);
        PlannedShares all = PlannedShares.of((long) table.slotCount() * copies, table.slotCount(), weights);
        assertThat(table.slotsByCopies()).containsOnlyKeys(copies);
        for (int m = 0; m < weights.length; m++) {
            SlotTable.Roles roles = table.roles(holders.get(m).id());
            assertThat(roles.primary()).as("primaries of %s", m).isBetween(primaries.least[m], primaries.most[m]);
            assertThat(roles.primary() + roles.replica()).as("copies of %s", m).isBetween(all.least[m], all.most[m]);
        }
    }

    /** Every member has every replicated slot, and its share of their primaries to within one slot. */
    static void assertReplicated(SlotTable table, SlotLayout slots, List<Member> members) {
        List<Member> holders =
                members.stream().filter(AssignmentPlanner::takesSlots).toList();
        int[] weights = holders.stream().mapToInt(Member::weight).toArray();
        PlannedShares primaries = PlannedShares.of(slots.replicated(), slots.replicated(), weights);
        for (int m = 0; m < weights.length; m++) {
            SlotTable.Roles all = table.roles(holders.get(m).id());
            SlotTable.Roles partitioned = table.roles(holders.get(m).id(), slots.partitioned());
            int led = all.primary() - partitioned.primary();
            assertThat(led).as("primaries of %s", m).isBetween(primaries.least[m], primaries.most[m]);
            assertThat(led + all.replica() - partitioned.replica())
                    .as("copies of %s", m)
                    .isEqualTo(slots.replicated());
        }
    }

    /**
     * New copies are at most what the members below their least share lack, with one slot of rounding for each member;
     * likewise for primaries that change hands.
     *
     * @param slack factor by which several changes at once, and copies parted from one host, may exceed that
     */
    static void assertFewMoves(SlotTable before, SlotTable after, List<Member> members, double slack) {
        int newCopies = 0;
        int newPrimaries = 0;
        for (int slot = 0; slot < after.slotCount(); slot++) {
            SlotAssignment old = before.assignment(slot);
            SlotAssignment now = after.assignment(slot);
            for (MemberId member : now.inSync()) {
                newCopies += old.inSync().contains(member) ? 0 : 1;
            }
            newPrimaries += now.primary().equals(old.primary()) ? 0 : 1;
        }
        int necessaryCopies = 0;
        int necessaryPrimaries = 0;
        for (Member member : members) {
            SlotTable.Roles had = before.roles(member.id());
            SlotTable.Roles has = after.roles(member.id());
            necessaryPrimaries += Math.max(0, has.primary() - had.primary());
            necessaryCopies += Math.max(0, has.primary() + has.replica() - had.primary() - had.replica());
        }
        assertThat(newCopies).as("new copies").isLessThanOrEqualTo((int) (necessaryCopies * slack) + members.size());
        assertThat(newPrimaries)
                .as("new primaries")
                .isLessThanOrEqualTo((int) (necessaryPrimaries * slack) + members.size());
    }
}
