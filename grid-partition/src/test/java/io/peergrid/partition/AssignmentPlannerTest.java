package io.peergrid.partition;

import static io.peergrid.partition.Members.id;
import static io.peergrid.partition.Members.member;
import static io.peergrid.partition.Members.members;
import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.membership.Member;
import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentPlannerTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "3, 1", "3, 2", "5, 2", "7, 1", "20, 1", "50, 1", "50, 2"})
    void foundersShareEvenlyInLongRanges(int count, int backups) {
        SlotTable table = plan(null, members(count), Slots.COUNT, backups);
        PlanChecks.assertBalanced(table, members(count), backups);
        assertThat(table.ranges().size()).isLessThanOrEqualTo(10 * count * Math.max(1, backups));
    }

    /** One by one up, then down again: each step moves what it must, and no more. */
    @ParameterizedTest
    @CsvSource({"1, 30", "2, 15"})
    void growsAndShrinksWithTheFewestNewCopies(int backups, int most) {
        List<Member> members = members(1);
        SlotTable table = plan(null, members, Slots.COUNT, backups);
        for (int next = 2; next <= most; next++) {
            members = new ArrayList<>(members);
            members.add(member(next));
            table = change(table, members, backups, 1);
            assertThat(table.ranges().size()).isLessThanOrEqualTo(20 + backups * next * next);
        }
        Random random = new Random(1);
        while (members.size() > 1) {
            members = new ArrayList<>(members);
            members.remove(random.nextInt(members.size()));
            table = change(table, members, backups, 1);
            assertThat(table.ranges().size()).isLessThanOrEqualTo(4 * backups * most * most);
        }
    }

    /** Members of several weights come and go, several at a time. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void keepsItsPromisesOverRandomSequences(long seed) {
        Random random = new Random(seed);
        runRandomly(random, number -> member(number, "host", "", 1 + random.nextInt(3)), 1.6);
    }

    /** Parting copies that came to be together costs more new copies. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void keepsItsPromisesWithHostsAndZones(long seed) {
        runRandomly(new Random(seed), number -> member(number, "h" + number % 9, "z" + number % 3, 1), 3);
    }

    private static void runRandomly(Random random, IntFunction<Member> newcomer, double slack) {
        int backups = 1 + random.nextInt(2);
        int next = 3 + random.nextInt(10);
        List<Member> members = new ArrayList<>(members(next));
        SlotTable table = plan(null, members, Slots.COUNT, backups);
        for (int step = 0; step < 15; step++) {
            for (int i = random.nextInt(4); i > 0 && members.size() < 50; i--) {
                next++;
                members.add(newcomer.apply(next));
            }
            for (int i = random.nextInt(3); i > 0 && members.size() > 3; i--) {
                members.remove(random.nextInt(members.size()));
            }
            table = change(table, members, backups, slack);
        }
    }

    @Test
    void onlyActiveMembersWithDataTakeSlots() {
        Member witness = new Member(
                id(9),
                "w",
                "host",
                "",
                "",
                1,
                false,
                true,
                Member.Status.ACTIVE,
                member(9).process(),
                member(9).speaks());
        List<Member> all = new ArrayList<>(members(2));
        all.add(member(3).withStatus(Member.Status.LEAVING));
        all.add(member(4).withStatus(Member.Status.DOWN));
        all.add(member(5, "host", "", 0));
        all.add(witness);
        all.add(member(6));
        SlotTable table = table(new AssignmentPlanner(64, 1).plan(null, all, Set.of(id(6))), 64);
        assertThat(table.mentioned()).containsExactly(id(1), id(2));
    }

    @Test
    void nobodyToTakeSlotsGivesNoPlan() {
        List<Member> leaving = List.of(member(1).withStatus(Member.Status.LEAVING));
        assertThat(new AssignmentPlanner(64, 1).plan(null, leaving, Set.of())).isNull();
    }

    @Test
    void sharesFollowTheWeights() {
        List<Member> members = List.of(member(1, "a", "", 1), member(2, "b", "", 2), member(3, "c", "", 3));
        SlotTable table = plan(null, members, 6_000, 0);
        assertThat(table.roles(id(1)).primary()).isEqualTo(1_000);
        assertThat(table.roles(id(2)).primary()).isEqualTo(2_000);
        assertThat(table.roles(id(3)).primary()).isEqualTo(3_000);
    }

    @Test
    void theSamePlanComesOutEachTime() {
        List<Member> members = members(7);
        SlotTable table = plan(null, members, Slots.COUNT, 1);
        members.add(member(8, "b", "z", 2));
        assertThat(plan(table, members, Slots.COUNT, 1)).isEqualTo(plan(table, members, Slots.COUNT, 1));
    }

    @Test
    void aPlanCarriedOutIsLeftAlone() {
        List<Member> members = members(7);
        SlotTable table = plan(null, members, Slots.COUNT, 2);
        assertThat(plan(table, members, Slots.COUNT, 2)).isEqualTo(table);
    }

    @ParameterizedTest
    @CsvSource({"2, 2, 1", "4, 2, 1", "6, 3, 1", "6, 3, 2", "9, 3, 2", "12, 4, 2", "24, 6, 2"})
    void copiesAreOnDifferentHostsWhereThatIsPossible(int count, int hosts, int backups) {
        List<Member> members = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            members.add(member(number, "h" + number % hosts, "", 1));
        }
        SlotTable founded = plan(null, members, Slots.COUNT, backups);
        assertThat(slotsTogether(founded, members, Member::host)).isZero();
        assertThat(slotsTogether(grown(members, backups), members, Member::host))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"4, 2, 1", "6, 3, 2", "9, 3, 2", "12, 3, 1"})
    void copiesAreInDifferentZonesWhereThatIsPossible(int count, int zones, int backups) {
        List<Member> members = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            members.add(member(number, "h" + number, "z" + number % zones, 1));
        }
        SlotTable founded = plan(null, members, Slots.COUNT, backups);
        assertThat(slotsTogether(founded, members, Member::zone)).isZero();
        assertThat(slotsTogether(grown(members, backups), members, Member::zone))
                .isZero();
    }

    @Test
    void aNewHostIsUsedToPartCopiesThatWereTogether() {
        List<Member> members = new ArrayList<>(List.of(member(1, "a", "", 1), member(2, "a", "", 1)));
        SlotTable table = plan(null, members, Slots.COUNT, 1);
        members.add(member(3, "b", "", 1));
        members.add(member(4, "b", "", 1));
        table = plan(table, members, Slots.COUNT, 1);
        assertThat(slotsTogether(table, members, Member::host)).isZero();
        PlanChecks.assertBalanced(table, members, 1);
    }

    /** Members join one by one in order of their numbers. */
    private static SlotTable grown(List<Member> members, int backups) {
        SlotTable table = plan(null, members.subList(0, 1), Slots.COUNT, backups);
        for (int count = 2; count <= members.size(); count++) {
            table = plan(table, members.subList(0, count), Slots.COUNT, backups);
        }
        return table;
    }

    private static SlotTable change(SlotTable before, List<Member> members, int backups, double slack) {
        SlotTable after = plan(before, members, before.slotCount(), backups);
        PlanChecks.assertBalanced(after, members, backups);
        PlanChecks.assertFewMoves(before, after, members, slack);
        return after;
    }

    private static SlotTable plan(SlotTable before, List<Member> members, int slotCount, int backups) {
        return table(new AssignmentPlanner(slotCount, backups).plan(before, members, Set.of()), slotCount);
    }

    private static SlotTable table(AssignmentPlan plan, int slotCount) {
        SlotAssignment[] slots = new SlotAssignment[slotCount];
        for (int slot = 0; slot < slotCount; slot++) {
            AssignmentPlan.Target target = plan.target(slot);
            assertThat(target.copies()).doesNotHaveDuplicates().contains(target.primary());
            slots[slot] = new SlotAssignment(target.primary(), 1, target.copies(), List.of(), List.of(), null);
        }
        return new SlotTable(slots);
    }

    private static int slotsTogether(SlotTable table, List<Member> members, Function<Member, String> place) {
        int together = 0;
        for (SlotRange range : table.ranges()) {
            List<MemberId> copies = range.assignment().inSync();
            long places = members.stream()
                    .filter(member -> copies.contains(member.id()))
                    .map(place)
                    .distinct()
                    .count();
            together += places < copies.size() ? range.size() : 0;
        }
        return together;
    }
}
