package io.peergrid.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.ports.MemberId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OperationRecordsTest {
    private static final MemberId CALLER = new MemberId(1, 1);
    private static final OperationRecords.Outcome OUTCOME = new OperationRecords.Outcome(7, new byte[100]);

    private final OperationRecords records = new OperationRecords(4);

    @Test
    void remembersUntilTheCallerHasTheAnswer() {
        records.put(CALLER, 3, 1, OUTCOME);
        assertThat(records.find(CALLER, 3)).isEqualTo(OUTCOME);

        records.raise(CALLER, 4);

        assertThat(records.find(CALLER, 3)).isNull();
        assertThat(records.standing(CALLER, 3, 0)).isEqualTo(OperationRecords.Standing.GIVEN_UP);
        assertThat(records.retainedBytes()).isZero();
        assertThat(records.hasAny(1)).isFalse();
    }

    @Test
    void anOlderLowWaterNumberChangesNothing() {
        records.raise(CALLER, 4);
        records.raise(CALLER, 2);
        records.put(CALLER, 3, 1, OUTCOME);

        assertThat(records.find(CALLER, 3)).isNull();
    }

    @Test
    void countsEachResultOnceAndForgetsASlotAlone() {
        records.put(CALLER, 3, 1, OUTCOME);
        records.put(CALLER, 3, 1, OUTCOME);
        records.put(CALLER, 4, 2, OUTCOME);
        assertThat(records.retainedBytes()).isEqualTo(200);

        records.forgetSlot(1);

        assertThat(records.ofSlot(1)).isEmpty();
        assertThat(records.ofSlot(2)).containsExactly(new OperationRecords.Remembered(CALLER, 4, OUTCOME));
        assertThat(records.retainedBytes()).isEqualTo(100);
    }

    @Test
    void forgetsACallerThatIsGoneAfterATimeOfGrace() {
        records.put(CALLER, 3, 1, OUTCOME);
        records.forgetGone(Set.of(), 1_000, 500);
        assertThat(records.find(CALLER, 3)).isNotNull();

        records.forgetGone(Set.of(), 2_000, 500);

        assertThat(records.find(CALLER, 3)).isNull();
        assertThat(records.retainedBytes()).isZero();
    }
}
