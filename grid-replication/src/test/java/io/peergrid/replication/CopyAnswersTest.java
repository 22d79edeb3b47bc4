package io.peergrid.replication;

import static io.peergrid.replication.TwoMembers.A;
import static io.peergrid.replication.TwoMembers.B;
import static io.peergrid.replication.TwoMembers.assignment;
import static io.peergrid.replication.TwoMembers.configuration;
import static io.peergrid.replication.TwoMembers.learning;
import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.partition.Reply;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Acknowledgement by the replica (protocol 2.6). */
class CopyAnswersTest {
    private static final byte[] INCR = ToyMachine.command(ToyMachine.INCR, 0, null, 1L);

    private TwoMembers members;

    @BeforeEach
    void bothInSync() {
        members = new TwoMembers(1);
        members.installBoth(0, assignment(A, 0, A, B));
    }

    @Test
    void theOnlyOtherCopyAnswersAndThePrimaryDoesNot() {
        members.a.call(1, true, INCR);
        members.settle();

        assertThat(members.results.get(1L).by()).isEqualTo(B);
        assertThat(members.a.value(1)).isEqualTo(1);
        assertThat(members.a.replies).isEmpty();
    }

    @Test
    void aReplicaWithoutALeaseLeavesTheAnswerToThePrimary() {
        members.b.leased = false;
        members.a.call(1, true, INCR);
        members.settle();

        assertThat(members.results).isEmpty();
        assertThat(members.a.status(1)).isEqualTo(Reply.Status.DONE);

        members.b.leased = true;
        members.a.call(2, true, INCR);
        members.settle();
        assertThat(members.results).containsOnlyKeys(2L);
    }

    @Test
    void aReplicaThatConsentedToLeaveLeavesTheAnswerToThePrimary() {
        members.b.replication.relinquish(
                configuration(0, assignment(A, 0, A, B)), configuration(1, assignment(A, 0, A)));
        members.a.call(1, true, INCR);
        members.settle();

        assertThat(members.results).isEmpty();
        assertThat(members.a.status(1)).isEqualTo(Reply.Status.DONE);
    }

    @Test
    void aLearnerAnswersNobody() {
        members.installBoth(1, assignment(A, 0, A));
        members.installBoth(2, learning(A, 0, B));
        members.a.call(1, true, INCR);
        members.settle();

        assertThat(members.results).isEmpty();
        assertThat(members.a.status(1)).isEqualTo(Reply.Status.DONE);
    }

    @Test
    void aLostAnswerIsGivenToTheRetry() {
        members.a.call(1, true, INCR);
        members.settle();
        members.results.clear();

        members.a.call(1, true, INCR);
        members.settle();

        assertThat(members.a.replies).containsKey(1L);
        assertThat(members.a.value(1)).isEqualTo(1);
    }
}
