package io.peergrid.node;

import io.peergrid.Explanation;
import io.peergrid.GridMember;
import io.peergrid.map.Explainer;
import io.peergrid.membership.Configuration;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import java.util.List;

/** Tells where slots live, by the configuration that a member has. Thread-safe. */
final class SlotExplanations implements Explainer {
    private final GridNode node;

    SlotExplanations(GridNode node) {
        this.node = node;
    }

    @Override
    public Explanation explain(String key, int slot) {
        Configuration<SlotTable> now = node.configuration();
        SlotAssignment assignment = now.body().assignment(slot);
        MemberId primary = assignment.primary();
        return new Explanation(
                key,
                slot,
                now.epoch(),
                assignment.slotTerm(),
                primary == null ? null : GridMembers.of(now, primary),
                members(now, assignment.inSync()),
                members(now, assignment.learners()),
                answer(assignment),
                null,
                0,
                null);
    }

    private Explanation.Answer answer(SlotAssignment assignment) {
        boolean lease = node.membership().lease().isValid(node.now());
        if (lease && assignment.inSync().contains(node.id())) {
            return node.id().equals(assignment.primary())
                    ? Explanation.Answer.HERE_AS_PRIMARY
                    : Explanation.Answer.HERE_AS_BACKUP;
        }
        boolean nobody = assignment.primary() == null || node.membership().lacksMajority(node.now());
        return nobody ? Explanation.Answer.NOWHERE : Explanation.Answer.AT_PRIMARY;
    }

    private static List<GridMember> members(Configuration<SlotTable> configuration, List<MemberId> ids) {
        return ids.stream().map(member -> GridMembers.of(configuration, member)).toList();
    }
}
