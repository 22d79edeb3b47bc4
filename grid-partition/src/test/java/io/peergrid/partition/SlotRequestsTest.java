package io.peergrid.partition;

import static io.peergrid.partition.Members.id;
import static io.peergrid.partition.Members.member;
import static io.peergrid.partition.Members.members;
import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.membership.BodyRules.BodyRequest;
import io.peergrid.membership.BodyRules.SuccessionContext;
import io.peergrid.membership.Configuration;
import io.peergrid.membership.Member;
import io.peergrid.partition.SlotRequest.AddInSync;
import io.peergrid.partition.SlotRequest.RemoveReplica;
import io.peergrid.ports.MemberId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests, deaths, returns, joins and leaves that fall into one succession, in any combination. */
class SlotRequestsTest {
    private static final int RUNS = Integer.getInteger("runs", 60);
    private static final int ROUNDS = 40;

    @ParameterizedTest
    @CsvSource({"8, 1, 1", "8, 1, 2", "8, 2, 1", "8, 2, 2", "8, 2, 3", "12, 3, 2"})
    void noRequestTakesTheLastCopyAwayWheneverItArrives(int slots, int backups, int minInSync) {
        for (long seed = 0; seed < RUNS; seed++) {
            try {
                run(new SlotPolicy(slots, backups, minInSync, true), new Random(seed));
            } catch (AssertionError violation) {
                throw new AssertionError("seed " + seed + ": " + violation.getMessage(), violation);
            }
        }
    }

    /** Its last request brings the only copy in; nobody needs another vote to give the slot to it. */
    @Test
    void theReplicaThatADeadPrimaryAddedServesInTheSuccessionAfter() {
        SlotTableRules rules = rules(1);
        SlotAssignment before = new SlotAssignment(id(1), 7, List.of(id(1)), List.of(), List.of(id(2)), null);
        Configuration<SlotTable> added = deathOf(id(1), rules, before, new AddInSync(SlotSet.of(0), id(2)));
        assertThat(added.body().assignment(0).inSync()).containsExactly(id(1), id(2));
        assertThat(added.body().assignment(0).primary()).as("I16").isEqualTo(id(1));

        SlotTable after = rules.succeed(
                        new SuccessionContext<>(added, added.members(), Set.of(id(1)), Set.of(), Map.of(), List.of()))
                .body();

        assertThat(after.assignment(0).primary()).isEqualTo(id(2));
    }

    @Test
    void anAdditionByADeadPrimaryDoesNotKeepTheOthersFromServing() {
        SlotAssignment before = new SlotAssignment(id(1), 7, List.of(id(1), id(3)), List.of(), List.of(id(2)), null);
        SlotAssignment after = deathOf(id(1), rules(1), before, new AddInSync(SlotSet.of(0), id(2)))
                .body()
                .assignment(0);
        assertThat(after.primary()).isEqualTo(id(3));
        assertThat(after.inSync()).containsExactly(id(2), id(3));
    }

    /** Two of three leave at once, one on request and one by death: nothing commits after, so both still hold everything. */
    @Test
    void whoIsRemovedBesideADeathThatLeavesTooFewStaysEligible() {
        SlotAssignment before = new SlotAssignment(id(1), 7, List.of(id(1), id(2), id(3)), List.of(), List.of(), null);
        SlotAssignment after = deathOf(id(2), rules(2), before, new RemoveReplica(SlotSet.of(0), id(3)))
                .body()
                .assignment(0);
        assertThat(after.inSync()).containsExactly(id(1));
        assertThat(after.eligible()).contains(id(3));
    }

    /** A leader that still moved it would never be idle, and so never call the vote that a promotion needs. */
    @Test
    void aSlotWhosePrimaryIsDeadIsLeftAloneUntilAVoteCoversIt() {
        SlotTableRules rules = rules(1);
        SlotAssignment before = new SlotAssignment(id(1), 7, List.of(id(1)), List.of(), List.of(id(3)), null);
        SlotTable table = SlotTable.of(List.of(new SlotRange(0, 1, before)));

        SlotTable after = rules.succeed(new SuccessionContext<>(
                        Members.configuration(8, members(3), table),
                        members(3),
                        Set.of(id(1)),
                        Set.of(),
                        Map.of(),
                        List.of()))
                .body();

        assertThat(after).isSameAs(table);
    }

    private static SlotTableRules rules(int minInSync) {
        return new SlotTableRules(1, 2, minInSync, PromotionRules.standard());
    }

    /** The successor after a vote, with a request of the primary that came before. */
    private static Configuration<SlotTable> deathOf(
            MemberId dead, SlotTableRules rules, SlotAssignment before, SlotRequest request) {
        List<Member> members = new ArrayList<>(members(3));
        Configuration<SlotTable> current =
                Members.configuration(8, members(3), SlotTable.of(List.of(new SlotRange(0, 1, before))));
        members.replaceAll(member -> member.id().equals(dead) ? member.withStatus(Member.Status.DOWN) : member);
        SlotTable after = rules.succeed(new SuccessionContext<>(
                        current,
                        members,
                        Set.of(dead),
                        Set.of(),
                        Map.of(id(3), SlotPositions.builder().build().encode()),
                        List.of(new BodyRequest(before.primary(), 8, request.encode()))))
                .body();
        return Members.configuration(9, members, after);
    }

    private static void run(SlotPolicy policy, Random random) {
        int next = 2 + random.nextInt(5);
        RulesModel model = new RulesModel(policy, members(next++), random);
        RequestStorm storm = new RequestStorm(model, random);
        for (int round = 0; round < ROUNDS; round++) {
            model.write();
            storm.ask();
            model.writeWithSuspects();
            List<MemberId> live = some(model, id -> !model.isDead(id), random);
            for (int kills = random.nextInt(4) - 1; kills > 0 && live.size() > 1; kills--) {
                model.findDead(live.remove(0), random.nextInt(3) > 0);
            }
            if (random.nextInt(8) == 0 && live.size() > 2) {
                model.leave(live.remove(0));
            }
            if (random.nextInt(4) == 0) {
                some(model, model::isDead, random).stream().limit(2).forEach(model::comeBack);
            }
            if (live.size() < 4 && random.nextInt(2) == 0) {
                model.join(member(next++));
            }
            model.succeed(storm.arriving(), model.needsVote());
            if (random.nextInt(3) == 0) {
                calm(model);
            }
        }
    }

    private static List<MemberId> some(RulesModel model, Predicate<MemberId> which, Random random) {
        List<MemberId> some = new ArrayList<>();
        model.members().stream()
                .map(member -> member.id())
                .filter(which)
                .sorted()
                .forEach(id -> some.add(random.nextInt(some.size() + 1), id));
        return some;
    }

    /** Where a live copy is listed, somebody alive serves two successions later, without a request. */
    private static void calm(RulesModel model) {
        model.succeed(List.of(), model.needsVote());
        model.succeed(List.of(), model.needsVote());
        for (SlotRange range : model.table().ranges()) {
            SlotAssignment now = range.assignment();
            boolean canServe = now.inSync().stream().anyMatch(id -> !model.isDead(id))
                    || now.eligible().stream().anyMatch(id -> !model.isDead(id));
            boolean served = now.primary() != null && !model.isDead(now.primary());
            assertThat(served || !canServe).as("progress: %s", now).isTrue();
        }
    }
}
