package io.peergrid.node;

import io.peergrid.GridHealth;
import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.membership.Membership;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotRange;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import java.util.HashSet;
import java.util.Set;

/** Counts what the installed configuration lacks. Thread-safe. */
final class HealthCheck {
    private final GridNode node;
    private final Diagnosis diagnosis;
    private final Member self;
    private final int copiesWanted;

    HealthCheck(GridNode node, Diagnosis diagnosis, Member self, int copiesWanted) {
        this.node = node;
        this.diagnosis = diagnosis;
        this.self = self;
        this.copiesWanted = copiesWanted;
    }

    GridHealth now() {
        boolean majority = hasMajority();
        Configuration<SlotTable> now = node.installed();
        if (now == null) {
            return without(node.closing() ? "this member has left" : node.joinStatus());
        }
        boolean joined = now.lists(self.id()) && !node.closing();
        Copies copies = new Copies(now, copiesWanted);
        return new GridHealth(
                joined,
                joined && majority,
                now.epoch(),
                now.members().size(),
                count(now, Member.Status.DOWN),
                count(now, Member.Status.LEAVING),
                now.body().slotCount(),
                copiesWanted,
                copies.slotsShort,
                copies.missing,
                copies.offline,
                copies.copying,
                reason(joined, majority));
    }

    private GridHealth without(String reason) {
        return new GridHealth(false, false, -1, 0, 0, 0, 0, copiesWanted, 0, 0, 0, 0, reason);
    }

    private String reason(boolean joined, boolean majority) {
        if (!joined) {
            return node.closing() ? "this member has left or is leaving" : node.joinStatus();
        }
        return majority ? "" : diagnosis.noLeaseNow();
    }

    /** A lease says that the configuration is not outdated; only who may hold data asks for one. */
    private boolean hasMajority() {
        Membership<SlotTable> membership = node.membership();
        return self.data() ? membership.lease().isValid(node.now()) : !membership.lacksMajority(node.now());
    }

    private static int count(Configuration<?> configuration, Member.Status status) {
        return (int) configuration.members().stream()
                .filter(member -> member.status() == status)
                .count();
    }

    private static final class Copies {
        private final Set<MemberId> staying = new HashSet<>();
        private int slotsShort;
        private int missing;
        private int offline;
        private int copying;

        Copies(Configuration<SlotTable> configuration, int wanted) {
            for (Member member : configuration.members()) {
                if (member.status() == Member.Status.ACTIVE) {
                    staying.add(member.id());
                }
            }
            for (SlotRange range : configuration.body().ranges()) {
                SlotAssignment assignment = range.assignment();
                boolean held = assignment.primary() != null;
                int lacking = Math.max(0, wanted - (held ? copies(assignment) : 0));
                slotsShort += lacking > 0 ? range.size() : 0;
                missing += lacking * range.size();
                offline += held ? 0 : range.size();
                copying += assignment.learners().isEmpty() ? 0 : range.size();
            }
        }

        private int copies(SlotAssignment assignment) {
            int count = 0;
            for (MemberId holder : assignment.inSync()) {
                count += staying.contains(holder) ? 1 : 0;
            }
            return count;
        }
    }
}
