package io.peergrid.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.membership.Member;
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
}
