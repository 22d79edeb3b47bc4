package io.peergrid.replication;

import static io.peergrid.replication.TwoMembers.A;
import static io.peergrid.replication.TwoMembers.B;
import static io.peergrid.replication.TwoMembers.assignment;
import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.partition.Reply;
import io.peergrid.partition.Request;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreparationTest {
    private static final byte[] INCR = ToyMachine.command(ToyMachine.INCR, 0, null, 1L);
    private static final byte[] RAW = new byte[] {99};

    private TwoMembers members;
    private final ByHand atA = new ByHand();
    private final ByHand atB = new ByHand();

    /** Increments, when told to. */
    private static final class ByHand implements Preparation {
        final Queue<Consumer<byte @Nullable []>> open = new ArrayDeque<>();

        @Override
        public boolean concerns(byte[] command) {
            return command[0] == RAW[0];
        }

        @Override
        public void prepare(int slot, byte[] command, Consumer<byte @Nullable []> decide) {
            open.add(decide);
        }

        void finish(byte @Nullable [] command) {
            open.remove().accept(command);
        }
    }

    @BeforeEach
    void bothInSync() {
        members = new TwoMembers(1);
        members.a.replication.onMutations(atA);
        members.b.replication.onMutations(atB);
        members.installBoth(0, assignment(A, 0, A, B));
    }

    @Test
    void decidesWhatAMutationCameTo() {
        members.a.call(1, true, RAW);
        members.settle();
        assertThat(members.a.status(1)).isNull();

        atA.finish(INCR);
        members.settle();

        assertThat(members.a.value(1)).isEqualTo(1L);
        assertThat(members.b.machine.content(0)).isEqualTo(members.a.machine.content(0));
    }

    @Test
    void doesNotPrepareAgainWhatIsSentAgainMeanwhile() {
        members.a.leased = false;
        members.a.call(increment(1));
        members.a.leased = true;
        members.a.call(increment(2));
        assertThat(atA.open).hasSize(1);

        atA.finish(INCR);
        members.settle();

        assertThat(members.a.value(1)).isEqualTo(1L);
        assertThat(members.a.machine.content(0)).containsOnlyKeys(0).containsValue(1L);
    }

    @Test
    void countsOnceWhatIsPreparedAtTwoMembers() {
        members.a.call(1, true, RAW);
        members.installBoth(1, assignment(B, 1, A, B));
        members.b.call(1, true, RAW);
        atB.finish(INCR);
        members.settle();
        members.installBoth(2, assignment(A, 2, A, B));
        members.a.call(1, true, RAW);

        atA.finish(INCR);
        members.settle();

        assertThat(members.a.value(1)).isEqualTo(1L);
        assertThat(members.a.machine.content(0)).containsOnlyKeys(0).containsValue(1L);
    }

    private static Request increment(int attempt) {
        return new Request(1, 0, 0, attempt, false, List.of(new Request.Part(0, true, RAW)));
    }

    @Test
    void doesNotPrepareWhatHasAnOutcome() {
        members.a.call(1, true, RAW);
        atA.finish(INCR);
        members.settle();
        members.installBoth(1, assignment(B, 1, B));

        members.b.call(1, true, RAW);

        assertThat(atB.open).isEmpty();
        assertThat(members.b.value(1)).isEqualTo(1L);
    }

    @Test
    void preparesNothingWhereItWouldNotBeDecided() {
        members.b.call(1, true, RAW);

        assertThat(atB.open).isEmpty();
        assertThat(members.b.status(1)).isEqualTo(Reply.Status.MOVED);
    }

    @Test
    void decidesNothingAfterTheSlotIsGone() {
        members.a.call(1, true, RAW);
        members.installBoth(1, assignment(B, 1, A, B));

        atA.finish(INCR);

        assertThat(members.a.status(1)).isEqualTo(Reply.Status.MOVED);
        assertThat(members.a.machine.content(0)).isEmpty();
    }

    @Test
    void refusesWhatItsCallerGaveUpMeanwhile() {
        members.a.call(1, true, RAW);
        members.lowWater = 5;
        members.a.call(5, true, INCR);

        atA.finish(INCR);
        members.settle();

        assertThat(members.a.status(1)).isEqualTo(Reply.Status.REFUSED);
        assertThat(members.a.machine.content(0)).containsOnlyKeys(0).containsValue(1L);
    }

    @Test
    void doesNotPrepareWhatItsCallerHasGivenUp() {
        members.lowWater = 5;
        members.a.call(5, true, INCR);
        members.lowWater = 0;

        members.a.call(1, true, RAW);

        assertThat(atA.open).isEmpty();
        assertThat(members.a.status(1)).isEqualTo(Reply.Status.REFUSED);
    }

    @Test
    void saysWhenThereIsNoRoom() {
        members.a.call(1, true, RAW);

        atA.finish(null);

        assertThat(members.a.status(1)).isEqualTo(Reply.Status.OVERLOADED);
    }
}
