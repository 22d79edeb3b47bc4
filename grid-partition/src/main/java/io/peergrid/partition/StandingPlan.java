package io.peergrid.partition;

import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.ports.MemberId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The plan a leader follows: made once, and kept until those it is for change or another leader has changed the table. So a
 * rebalancing under way does not change where it goes. Used by one thread at a time.
 */
final class StandingPlan {
    private final AssignmentPlanner planner;
    private List<Holder> holders = List.of();
    private @Nullable AssignmentPlan plan;
    private @Nullable SlotTable seen;
    private @Nullable SlotTable produced;

    /** What of a member matters to a plan. */
    private record Holder(MemberId id, int weight, String host, String zone) {}

    StandingPlan(AssignmentPlanner planner) {
        this.planner = planner;
    }

    /**
     * The plan for a succession.
     *
     * @param draft the table as far as the successor is made
     * @return null if no member may hold slots
     */
    @Nullable
    AssignmentPlan plan(
            Configuration<SlotTable> current, SlotTable draft, List<Member> members, Set<MemberId> without) {
        List<Holder> now = members.stream()
                .filter(member -> AssignmentPlanner.takesSlots(member) && !without.contains(member.id()))
                .map(member -> new Holder(member.id(), member.weight(), member.host(), member.zone()))
                .toList();
        if (plan == null || !now.equals(holders) || !goesOnFrom(current.body())) {
            plan = planner.plan(draft, members, without);
            holders = now;
        }
        seen = current.body();
        return plan;
    }

    /** What the succession came to: if it is chosen, the plan goes on from it. */
    void produced(SlotTable successor) {
        produced = successor;
    }

    private boolean goesOnFrom(SlotTable table) {
        return SlotTable.isInstance(table, seen) || table.equals(produced);
    }
}
