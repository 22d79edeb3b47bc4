package io.peergrid.partition;

import static io.peergrid.partition.Members.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.membership.BodyRules.BodyRequest;
import io.peergrid.membership.BodyRules.SuccessionContext;
import io.peergrid.membership.Member;
import io.peergrid.partition.SlotPositions.Position;
import io.peergrid.partition.SlotRequest.RemoveReplica;
import io.peergrid.ports.MemberId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The schedule of protocol 2.7 that random faults meet too rarely: a replica kept a long tail of a primary that was
 * replaced, another has the shorter log of the primary that replaced it, and now that one dies.
 */
class PromotionRulesTest {
    private static final int SLOTS = 8;
    private static final Position LONG_TAIL_OF_AN_OLD_TERM = new Position(5, 10);
    private static final Position SHORT_LOG_OF_THE_PRESENT_TERM = new Position(7, 9);

    /** The fault {@code promoteBySeqOnly}. */
    private static final class BySequenceOnly extends PromotionRules {
        @Override
        int compare(Position a, Position b) {
            return Long.compare(a.seq(), b.seq());
        }
    }

    @Test
    void promotesTheCopyOfTheNewestTermEvenIfAnotherLogIsLonger() {
        assertThat(promoted(PromotionRules.standard())).isEqualTo(id(3));
    }

    @Test
    void promotingBySequenceOnlyTakesTheCopyThatLacksTheNewestTerm() {
        assertThat(promoted(new BySequenceOnly())).isEqualTo(id(2));
    }

    /** The primary asked to remove its silent replica, and ended before that was decided: the replica alone has the data. */
    @Test
    void aRemovalThatADeadPrimaryAskedForDoesNotTakeItsOnlyHeirAway() {
        SlotTableRules rules = new SlotTableRules(SLOTS, 1, 1, PromotionRules.standard());
        SlotAssignment before = new SlotAssignment(id(1), 7, List.of(id(1), id(2)), List.of(), List.of(), null);
        SlotTable table = SlotTable.of(List.of(new SlotRange(0, SLOTS, before)));
        List<Member> members = Members.members(3);
        byte[] removal = new RemoveReplica(SlotSet.of(0), id(2)).encode();
        SlotTable after = rules.succeed(new SuccessionContext<>(
                        Members.configuration(8, members, table),
                        List.of(members.get(0).withStatus(Member.Status.DOWN), members.get(1), members.get(2)),
                        Set.of(id(1)),
                        Set.of(id(1)),
                        Map.of(id(2), positions(SHORT_LOG_OF_THE_PRESENT_TERM)),
                        List.of(new BodyRequest(id(1), 8, removal))))
                .body();
        assertThat(after.assignment(0).primary()).isEqualTo(id(2));
        assertThat(after.assignment(0).inSync()).containsExactly(id(2));
    }

    private static MemberId promoted(PromotionRules promotion) {
        SlotTableRules rules = new SlotTableRules(SLOTS, 2, 1, promotion);
        SlotAssignment before = new SlotAssignment(id(1), 7, List.of(id(1), id(2), id(3)), List.of(), List.of(), null);
        List<Member> members = Members.members(3);
        SlotTable table = SlotTable.of(List.of(new SlotRange(0, SLOTS, before)));
        SlotTable after = rules.succeed(new SuccessionContext<>(
                        Members.configuration(8, members, table),
                        List.of(members.get(0).withStatus(Member.Status.DOWN), members.get(1), members.get(2)),
                        Set.of(id(1)),
                        Set.of(id(1)),
                        Map.of(
                                id(2), positions(LONG_TAIL_OF_AN_OLD_TERM),
                                id(3), positions(SHORT_LOG_OF_THE_PRESENT_TERM)),
                        List.of()))
                .body();
        MemberId primary = after.assignment(0).primary();
        assertThat(primary).isNotNull();
        return primary;
    }

    private static byte[] positions(Position position) {
        SlotPositions.Builder builder = SlotPositions.builder();
        for (int slot = 0; slot < SLOTS; slot++) {
            builder.add(slot, position.slotTerm(), position.seq());
        }
        return builder.build().encode();
    }
}
