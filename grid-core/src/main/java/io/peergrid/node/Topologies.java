package io.peergrid.node;

import io.peergrid.GridMember;
import io.peergrid.GridTopology;
import io.peergrid.GridTopology.MemberShare;
import io.peergrid.GridTopology.SlotRange;
import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotLayout;
import io.peergrid.partition.SlotTable;
import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A configuration as the API shows it. */
final class Topologies {
    private final Configuration<SlotTable> configuration;
    private final int slotCount;
    private final Map<MemberId, GridMember> members = new HashMap<>();

    private Topologies(Configuration<SlotTable> configuration, int slotCount) {
        this.configuration = configuration;
        this.slotCount = slotCount;
    }

    static GridTopology of(
            String cluster,
            Configuration<SlotTable> configuration,
            GridMember self,
            @Nullable GridMember leader,
            SlotLayout slots,
            int copiesWanted) {
        Topologies view = new Topologies(configuration, slots.partitioned());
        return new GridTopology(
                cluster,
                configuration.clusterId().toString(),
                configuration.epoch(),
                configuration.wireVersion(),
                leader,
                self,
                slots.partitioned(),
                copiesWanted,
                configuration.members().stream().map(view::share).toList(),
                view.ranges());
    }

    private MemberShare share(Member member) {
        SlotTable.Roles roles = configuration.body().roles(member.id(), slotCount);
        GridTopology.Status status =
                switch (member.status()) {
                    case ACTIVE -> GridTopology.Status.ACTIVE;
                    case LEAVING -> GridTopology.Status.LEAVING;
                    case DOWN -> GridTopology.Status.DOWN;
                };
        return new MemberShare(
                member(member.id()),
                status,
                member.speaks().release(),
                member.data(),
                member.voter(),
                roles.primary(),
                roles.replica(),
                roles.learner());
    }

    /** Neighbouring ranges that differ only in what people do not see become one. */
    private List<SlotRange> ranges() {
        List<SlotRange> ranges = new ArrayList<>();
        for (io.peergrid.partition.SlotRange range : configuration.body().ranges(0, slotCount)) {
            SlotRange next = range(range.from(), range.to() - 1, range.assignment());
            SlotRange last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && sameHolders(last, next)) {
                ranges.set(
                        ranges.size() - 1,
                        new SlotRange(last.first(), next.last(), next.primary(), next.backups(), next.learners()));
            } else {
                ranges.add(next);
            }
        }
        return ranges;
    }

    private static boolean sameHolders(SlotRange a, SlotRange b) {
        return java.util.Objects.equals(a.primary(), b.primary())
                && a.backups().equals(b.backups())
                && a.learners().equals(b.learners());
    }

    private SlotRange range(int first, int last, SlotAssignment assignment) {
        MemberId primary = assignment.primary();
        List<GridMember> backups = assignment.inSync().stream()
                .filter(id -> !id.equals(primary))
                .map(this::member)
                .toList();
        List<GridMember> learners =
                assignment.learners().stream().map(this::member).toList();
        return new SlotRange(first, last, primary == null ? null : member(primary), backups, learners);
    }

    private GridMember member(MemberId id) {
        return members.computeIfAbsent(id, unknown -> GridMembers.of(configuration, unknown));
    }
}
