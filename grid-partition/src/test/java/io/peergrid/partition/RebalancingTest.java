package io.peergrid.partition;

import static io.peergrid.partition.Members.id;
import static io.peergrid.partition.Members.member;
import static io.peergrid.partition.Members.members;
import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RebalancingTest {

    @Test
    void anEmptyGridGivesASecondMemberItsShareInAHandfulOfEpochs() {
        RulesModel model = new RulesModel(new SlotPolicy(16_384, 1, 1, true), members(1), new Random(1));
        model.join(member(2));
        assertThat(model.settle(12)).isLessThanOrEqualTo(12);
        assertBalanced(model);
        assertThat(model.table().slotsByCopies()).containsOnlyKeys(2);
    }

    @Test
    void aThirdMemberComesAndGoes() {
        RulesModel model = new RulesModel(new SlotPolicy(16_384, 1, 1, true), members(2), new Random(1));
        model.join(member(3));
        model.settle(12);
        assertBalanced(model);
        model.leave(id(3));
        model.settle(12);
        assertThat(model.table().mentioned()).containsExactly(id(1), id(2));
        assertBalanced(model);
    }

    @Test
    void aKilledMembersSlotsAreOrderedByOthersInTheVeryNextEpoch() {
        RulesModel model = new RulesModel(new SlotPolicy(16_384, 1, 1, true), members(3), new Random(1));
        SlotSet orphaned = model.table().slotsWithPrimary(id(2));
        assertThat(orphaned.isEmpty()).isFalse();
        model.kill(id(2), true);
        orphaned.forEach(slot ->
                assertThat(model.table().assignment(slot).primary()).isNotNull().isNotEqualTo(id(2)));
        assertThat(model.table().mentioned()).containsExactly(id(1), id(3));
        model.settle(12);
        assertBalanced(model);
    }

    @Test
    void theSlotsOfTheLastHolderAreOfflineUntilItReturns() {
        RulesModel model = new RulesModel(new SlotPolicy(64, 0, 1, true), members(2), new Random(1));
        SlotSet held = model.table().slotsWithPrimary(id(2));
        model.write();
        model.kill(id(2), false);
        assertThat(model.table().offline()).isEqualTo(held);
        model.settle(10);
        model.comeBack(id(2));
        model.settle(10);
        assertThat(model.table().offline().isEmpty()).isTrue();
        assertThat(model.lostSlots).isZero();
        assertBalanced(model);
    }

    @Test
    void theSlotsOfHoldersThatHaveEndedAreCreatedAnew() {
        RulesModel model = new RulesModel(new SlotPolicy(64, 0, 1, true), members(2), new Random(1));
        int held = model.table().slotsWithPrimary(id(2)).size();
        model.kill(id(2), true);
        assertThat(model.lostSlots).isEqualTo(held);
        assertThat(model.table().slotsWithPrimary(id(1)).size()).isEqualTo(64);
    }

    @Test
    void lostSlotsStayOfflineWhereTheyAreNotToBeRecreated() {
        RulesModel model = new RulesModel(new SlotPolicy(64, 0, 1, false), members(2), new Random(1));
        model.kill(id(2), true);
        model.settle(5);
        assertThat(model.lostSlots).isZero();
        assertThat(model.table().offline().size()).isEqualTo(32);
    }

    /** Joins, leaves, deaths and returns at random, in the middle of moves too; then quiet. */
    @ParameterizedTest
    @CsvSource({"8, 1, 1", "16, 1, 1", "16, 2, 2", "64, 2, 2", "64, 1, 2", "64, 2, 3", "200, 1, 1", "200, 2, 1"})
    void staysSafeAndSettlesUnderAnyChanges(int slots, int backups, int minInSync) {
        for (int seed = 0; seed < 25; seed++) {
            runRandomly(new SlotPolicy(slots, backups, minInSync, true), seed);
        }
    }

    @ParameterizedTest
    @CsvSource({"8, 2, 1, 1", "16, 4, 2, 2", "64, 8, 1, 2"})
    void replicatedSlotsStaySafeAndReachEveryMember(int partitioned, int replicated, int backups, int minInSync) {
        for (int seed = 0; seed < 25; seed++) {
            runRandomly(new SlotPolicy(new SlotLayout(partitioned, replicated), backups, minInSync, true), seed);
        }
    }

    /** Copies that keep data safe come before those that only make reads local. */
    @Test
    void aNewMemberGetsReplicatedSlotsNoEarlierThanOthersGetTheCopiesTheyLack() {
        RulesModel model = new RulesModel(new SlotPolicy(new SlotLayout(64, 8), 1, 1, true), members(3), new Random(1));
        model.kill(id(2), true);
        model.join(member(4));
        for (SlotRange range : model.table().ranges(64, 72)) {
            assertThat(range.assignment().inSync()).hasSize(2);
            assertThat(range.assignment().learners()).isEmpty();
        }
        model.settle(12);
        assertBalanced(model);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void staysSafeAtFullSize(long seed) {
        runRandomly(new SlotPolicy(16_384, 1, 1, true), seed);
    }

    private static void runRandomly(SlotPolicy policy, long seed) {
        Random random = new Random(seed);
        int next = 1 + random.nextInt(4);
        RulesModel model = new RulesModel(policy, members(next++), random);
        for (int round = 0; round < 25; round++) {
            model.write();
            List<MemberId> live = new ArrayList<>(model.live());
            live.sort(null);
            MemberId some = live.get(random.nextInt(live.size()));
            switch (random.nextInt(6)) {
                case 0, 1 -> model.join(member(next++, "h" + random.nextInt(4), "", 1 + random.nextInt(2)));
                case 2 -> {
                    if (live.size() > 2) {
                        model.leave(some);
                    }
                }
                case 3 -> {
                    if (live.size() > 1) {
                        model.kill(some, random.nextBoolean());
                    }
                }
                case 4 -> model.members().forEach(member -> model.comeBack(member.id()));
                default -> model.write();
            }
            for (int i = random.nextInt(4); i > 0; i--) {
                model.step(random.nextDouble());
            }
        }
        model.members().forEach(member -> model.comeBack(member.id()));
        model.join(member(next));
        model.settle(200);
        assertThat(model.table().offline().isEmpty()).as("seed %s", seed).isTrue();
        assertBalanced(model);
        for (SlotRange range : model.table().ranges()) {
            assertThat(range.assignment().learners()).isEmpty();
            assertThat(range.assignment().heir()).isNull();
        }
    }

    private static void assertBalanced(RulesModel model) {
        SlotLayout slots = model.policy.slots();
        SlotTable partitioned = SlotTable.of(model.table().ranges(0, slots.partitioned()));
        PlanChecks.assertBalanced(partitioned, model.members(), model.policy.backups());
        PlanChecks.assertReplicated(model.table(), slots, model.members());
    }
}
