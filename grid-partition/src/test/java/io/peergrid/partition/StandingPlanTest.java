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

/** A rebalancing does not change where it goes while it is under way. */
class StandingPlanTest {

    /** Members of several weights, hosts and zones come, leave and die; learners finish in any order. */
    @ParameterizedTest
    @CsvSource({"16, 1", "64, 1", "64, 2", "500, 1", "500, 2"})
    void nobodyLearnsWhatItDoesNotKeep(int slots, int backups) {
        for (long seed = 0; seed < 6; seed++) {
            Random random = new Random(seed);
            int next = 2 + random.nextInt(8);
            RulesModel model = new RulesModel(new SlotPolicy(slots, backups, 1, true), members(next), random);
            for (int change = 0; change < 4; change++) {
                next = change(model, next, random);
                List<String> begun = new ArrayList<>();
                double eagerness = 0.1 + random.nextDouble() * 0.9;
                settle(model, eagerness, begun);
                assertKept(model, begun, "seed " + seed + ", change " + change);
                PlanChecks.assertBalanced(model.table(), model.members(), backups);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"3, 4", "5, 4", "10, 4"})
    void aWholeGridIsRebalancedInAHandfulOfEpochs(int count, int epochsMax) {
        RulesModel joining = new RulesModel(new SlotPolicy(Slots.COUNT, 1, 1, true), members(count), new Random(1));
        joining.join(member(count + 1));
        assertThat(joining.settle(epochsMax)).isLessThanOrEqualTo(epochsMax);
        RulesModel leaving = new RulesModel(new SlotPolicy(Slots.COUNT, 1, 1, true), members(count), new Random(1));
        leaving.leave(id(2));
        assertThat(leaving.settle(epochsMax)).isLessThanOrEqualTo(epochsMax);
        RulesModel dying = new RulesModel(new SlotPolicy(Slots.COUNT, 1, 1, true), members(count), new Random(1));
        dying.kill(id(2), true);
        assertThat(dying.settle(epochsMax)).isLessThanOrEqualTo(epochsMax);
    }

    /** Each leader plans anew what is left to do; what is under way counts as done. */
    @Test
    void aNewLeaderGoesOnWithLittleMoreToDo() {
        RulesModel model = new RulesModel(new SlotPolicy(Slots.COUNT, 1, 1, true), members(5), new Random(1));
        SlotTable before = model.table();
        model.join(member(6));
        List<String> begun = new ArrayList<>();
        for (int epochs = 0; epochs < 3; epochs++) {
            step(model, 0.5, begun);
        }
        model.newLeader();
        settle(model, 0.5, begun);
        int necessary = 2 * Slots.COUNT / 6;
        assertThat(begun.size()).isBetween(necessary, necessary + necessary / 20);
        PlanChecks.assertBalanced(model.table(), model.members(), 1);
        PlanChecks.assertFewMoves(before, model.table(), model.members(), 1);
    }

    /** Leaders that take turns plan against each other; who has begun to learn finishes all the same. */
    @Test
    void leadersThatAlternateComeToAnEnd() {
        for (long seed = 0; seed < 30; seed++) {
            Random random = new Random(seed);
            RulesModel model = new RulesModel(new SlotPolicy(12, 1 + random.nextInt(2), 1, true), members(4), random);
            change(model, 4, random);
            int epochs = 0;
            for (int idle = 0; idle < 8; ) {
                model.newLeader();
                idle = step(model, 0.5, new ArrayList<>()) ? 0 : idle + 1;
                assertThat(++epochs).as("seed %s", seed).isLessThan(80);
            }
        }
    }

    private static int change(RulesModel model, int next, Random random) {
        List<MemberId> live = new ArrayList<>(model.live());
        live.sort(null);
        MemberId some = live.get(random.nextInt(live.size()));
        if (live.size() > 3 && random.nextBoolean()) {
            if (random.nextBoolean()) {
                model.leave(some);
            } else {
                model.findDead(some, true);
            }
        }
        model.join(member(next + 1, "h" + random.nextInt(5), "z" + random.nextInt(3), 1 + random.nextInt(3)));
        return next + 1;
    }

    private static void settle(RulesModel model, double eagerness, List<String> begun) {
        for (int idle = 0; idle < 8; ) {
            idle = step(model, eagerness, begun) ? 0 : idle + 1;
        }
        while (step(model, 1, begun)) {
            model.write();
        }
    }

    private static boolean step(RulesModel model, double eagerness, List<String> begun) {
        SlotTable before = model.table();
        boolean changed = model.succeed(model.requests(eagerness), model.needsVote());
        for (int slot = 0; changed && slot < before.slotCount(); slot++) {
            for (MemberId learner : model.table().assignment(slot).learners()) {
                if (!before.assignment(slot).learners().contains(learner)) {
                    begun.add(slot + " " + learner);
                }
            }
        }
        return changed;
    }

    private static void assertKept(RulesModel model, List<String> begun, String when) {
        List<String> kept = new ArrayList<>();
        for (int slot = 0; slot < model.policy.slotCount(); slot++) {
            for (MemberId member : model.table().assignment(slot).inSync()) {
                kept.add(slot + " " + member);
            }
        }
        assertThat(kept).as(when).containsAll(begun);
        assertThat(begun).as(when).doesNotHaveDuplicates();
    }
}
