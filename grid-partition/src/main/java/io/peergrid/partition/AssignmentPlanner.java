package io.peergrid.partition;

import io.peergrid.membership.Member;
import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plans where the copies of every slot should be: a pure function of the present table and the members.
 *
 * <p>In order of importance: never two copies of a slot on one member; primaries, and copies in all, by weight to within one
 * slot of a member's exact share; as few new copies as that allows; different hosts, then zones; few handed-over primaries;
 * long ranges. Members being filled count as holders, so that a plan under way is its own fixed point.
 */
public final class AssignmentPlanner {
    private final SlotLayout slots;
    private final int backups;

    /** Without replicated slots. */
    public AssignmentPlanner(int slotCount, int backups) {
        this(SlotLayout.of(slotCount), backups);
    }

    public AssignmentPlanner(SlotLayout slots, int backups) {
        this.slots = slots;
        this.backups = backups;
    }

    /** Whether a member may be given slots. */
    static boolean takesSlots(Member member) {
        return member.data() && member.weight() > 0 && member.status() == Member.Status.ACTIVE;
    }

    /**
     * Plans for the members that may hold slots (data, ACTIVE) and are not among {@code without}.
     *
     * @param current the present table, or null if there is none
     * @return null if no member may hold slots
     */
    public @Nullable AssignmentPlan plan(
            @Nullable SlotTable current, List<Member> members, Collection<MemberId> without) {
        List<Member> holders = members.stream()
                .filter(member -> takesSlots(member) && !without.contains(member.id()))
                .sorted(Comparator.comparing(Member::id))
                .toList();
        if (holders.isEmpty()) {
            return null;
        }
        int copies = Math.min(backups + 1, holders.size());
        AssignmentPlan.Target[] targets = new AssignmentPlan.Target[slots.count()];
        planPartitioned(current, holders, copies, targets);
        if (slots.replicated() > 0) {
            planReplicated(current, holders, targets);
        }
        return new AssignmentPlan(targets, copies);
    }

    private void planPartitioned(
            @Nullable SlotTable current, List<Member> holders, int copies, AssignmentPlan.Target[] targets) {
        int slotCount = slots.partitioned();
        int[] weights = weights(holders);
        List<PlannedSegment> segments = segments(current, holders, 0, slotCount);
        int[] primaries = new PlannedPrimaries(
                        segments, PlannedShares.of(slotCount, slotCount, weights), copies, holders)
                .balance();
        PlannedShares shares = PlannedShares.of((long) slotCount * copies, slotCount, weights);
        new PlannedBackups(segments, shares.minus(primaries), copies - 1, holders).plan();
        for (PlannedSegment segment : segments) {
            List<MemberId> holding = new ArrayList<>();
            MemberId primary = holders.get(segment.primary[0]).id();
            holding.add(primary);
            for (int backup : segment.backups) {
                if (backup >= 0) {
                    holding.add(holders.get(backup).id());
                }
            }
            holding.sort(null);
            Arrays.fill(targets, segment.from, segment.to, new AssignmentPlan.Target(primary, holding));
        }
    }

    private void planReplicated(@Nullable SlotTable current, List<Member> holders, AssignmentPlan.Target[] targets) {
        int count = slots.replicated();
        List<PlannedSegment> segments = segments(current, holders, slots.partitioned(), slots.count());
        PlannedShares shares = PlannedShares.of(count, count, weights(holders));
        new PlannedPrimaries(segments, shares, holders.size(), holders).balance();
        List<MemberId> all = holders.stream().map(Member::id).toList();
        for (PlannedSegment segment : segments) {
            MemberId primary = all.get(segment.primary[0]);
            Arrays.fill(targets, segment.from, segment.to, new AssignmentPlan.Target(primary, all));
        }
    }

    private static int[] weights(List<Member> holders) {
        return holders.stream().mapToInt(Member::weight).toArray();
    }

    private static List<PlannedSegment> segments(@Nullable SlotTable current, List<Member> holders, int from, int to) {
        List<PlannedSegment> segments = new ArrayList<>();
        if (current == null) {
            segments.add(new PlannedSegment(from, to, new byte[holders.size()], -1, -1));
            return segments;
        }
        Map<MemberId, Integer> numbers = new HashMap<>();
        for (Member holder : holders) {
            numbers.put(holder.id(), numbers.size());
        }
        for (SlotRange range : current.ranges(from, to)) {
            PlannedSegment next = segment(range, numbers, holders.size());
            PlannedSegment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
            if (last != null && last.startsLike(next)) {
                last.to = next.to;
            } else {
                segments.add(next);
            }
        }
        return segments;
    }

    private static PlannedSegment segment(SlotRange range, Map<MemberId, Integer> numbers, int members) {
        SlotAssignment assignment = range.assignment();
        byte[] holding = new byte[members];
        mark(assignment.learners(), PlannedSegment.LEARNING, numbers, holding);
        mark(assignment.inSync(), PlannedSegment.IN_SYNC, numbers, holding);
        MemberId intended = assignment.heir() != null ? assignment.heir() : assignment.primary();
        int primary = intended == null ? -1 : numbers.getOrDefault(intended, -1);
        return new PlannedSegment(range.from(), range.to(), holding, primary, primary);
    }

    private static void mark(List<MemberId> list, byte how, Map<MemberId, Integer> numbers, byte[] holding) {
        for (MemberId member : list) {
            Integer number = numbers.get(member);
            if (number != null) {
                holding[number] = how;
            }
        }
    }
}
