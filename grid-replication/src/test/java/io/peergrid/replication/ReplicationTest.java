package io.peergrid.replication;

import static io.peergrid.replication.TwoMembers.A;
import static io.peergrid.replication.TwoMembers.B;
import static io.peergrid.replication.TwoMembers.MILLIS;
import static io.peergrid.replication.TwoMembers.assignment;
import static io.peergrid.replication.TwoMembers.configuration;
import static io.peergrid.replication.TwoMembers.learning;
import static io.peergrid.replication.TwoMembers.moving;
import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.membership.BodyRules;
import io.peergrid.membership.Configuration;
import io.peergrid.partition.PromotionRules;
import io.peergrid.partition.Reply;
import io.peergrid.partition.Request;
import io.peergrid.partition.RequestCodec;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotPolicy;
import io.peergrid.partition.SlotRequest;
import io.peergrid.partition.SlotSet;
import io.peergrid.partition.SlotTable;
import io.peergrid.partition.SlotTableRules;
import io.peergrid.ports.MemberId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplicationTest {
    private static final byte[] GET = ToyMachine.command(ToyMachine.GET, 0, null, null);
    private static final byte[] INCR = ToyMachine.command(ToyMachine.INCR, 0, null, 1L);
    private static final byte[] FAILING_CAS = ToyMachine.command(ToyMachine.CAS, 0, 77L, 78L);

    private TwoMembers members;

    @BeforeEach
    void bothInSync() {
        members = new TwoMembers(1);
        members.installBoth(0, assignment(A, 0, A, B));
    }

    private static Request.Part get() {
        return new Request.Part(0, false, GET);
    }

    @Test
    void acknowledgesAWriteWhenTheReplicaHasIt() {
        members.a.call(1, true, INCR);

        assertThat(members.a.status(1)).isNull();
        members.settle();
        assertThat(members.a.status(1)).isEqualTo(Reply.Status.DONE);
        assertThat(members.b.machine.content(0)).isEqualTo(members.a.machine.content(0));
    }

    @Test
    void aRejectionIsNoLongerRepeatedWhenItsSenderHasSeenItAndTheSlotIsNotThisMembers() {
        SlotAssignment both = assignment(A, 0, A, B);
        members.a.install(configuration(1, both, both));
        members.b.install(configuration(2, assignment(A, 0, A), both));
        members.a.call(1, true, INCR);
        members.settle();
        assertThat(members.a.events).hasAtLeastOneElementOfType(ReplicationEvent.Diverged.class);

        members.a.install(configuration(2, assignment(A, 0, A), both));
        for (long number = 2; number < 4; number++) {
            Request.Part part = new Request.Part(1, true, INCR);
            members.a.call(new Request(number, 0, 2, false, List.of(part)));
            members.settle();
        }

        assertThat(members.b.replication.rejections().get(A)).isEmpty();
        assertThat(members.a.status(1)).isEqualTo(Reply.Status.DONE);
    }

    @Test
    void acknowledgesAnAsynchronousWriteBeforeTheReplicaHasItAndSynchronousOnesBehindItAfterBoth() {
        members.a.call(1, true, ToyMachine.command(ToyMachine.PUT_ASYNCHRONOUS, 7, null, 70L));
        members.a.call(2, true, INCR);

        assertThat(members.a.status(1)).isEqualTo(Reply.Status.DONE);
        assertThat(members.a.status(2)).isNull();
        members.settle();
        assertThat(members.a.status(2)).isEqualTo(Reply.Status.DONE);
        assertThat(members.b.machine.content(0)).isEqualTo(members.a.machine.content(0));
    }

    /** Another may serve the slot by now, without the entry: the lease of this member is good for its other slots. */
    @Test
    void doesNotAcknowledgeAnAsynchronousWriteAfterTheSlotIsLost() {
        members.onSend = () -> members.a.install(configuration(1, assignment(B, 1, B)));

        members.a.call(1, true, ToyMachine.command(ToyMachine.PUT_ASYNCHRONOUS, 7, null, 70L));

        assertThat(members.a.status(1)).isEqualTo(Reply.Status.UNKNOWN);
        assertThat(members.a.events).contains(new ReplicationEvent.Dropped(0, 0, 1, 1));
    }

    @Test
    void letsAsynchronousWritesWaitWhileACopyIsFarBehind() {
        byte[] large = ToyMachine.padded(ToyMachine.command(ToyMachine.PUT_ASYNCHRONOUS, 7, null, 70L), 40 * 1024);
        long number = 0;
        Reply.Status last;
        do {
            members.a.call(++number, true, large);
            last = members.a.status(number);
        } while (last == Reply.Status.DONE && number < 100);

        assertThat(number).isBetween(2L, 4L);
        assertThat(last).as("it waits").isNull();
        members.settle();
        assertThat(members.a.status(number)).isEqualTo(Reply.Status.DONE);
        members.a.call(++number, true, large);
        assertThat(members.a.status(number)).isEqualTo(Reply.Status.DONE);
    }

    @Test
    void sendsAgainWhatWasLost() {
        members.a.call(1, true, INCR);
        members.lose();

        members.pass(200 * MILLIS);
        members.settle();

        assertThat(members.a.status(1)).isEqualTo(Reply.Status.DONE);
    }

    @Test
    void neverTakesSilenceForAnAcknowledgement() {
        members.a.call(1, true, INCR);
        for (int i = 0; i < 200; i++) {
            members.pass(20 * MILLIS);
            members.lose();
        }

        assertThat(members.a.status(1)).isNull();
        assertThat(members.a.requests).contains(new SlotRequest.RemoveReplica(SlotSet.of(0), B));
    }

    @Test
    void countsAReplicaOutOnlyWhenThatIsInstalled() {
        members.a.call(1, true, INCR);
        members.lose();

        members.a.install(configuration(1, assignment(A, 0, A)));

        assertThat(members.a.status(1)).isEqualTo(Reply.Status.DONE);
    }

    /** B is unlisted and listed again while A's request to add it waits to be passed on: A does not wait for B any more (I14). */
    @Test
    void namesTheEpochInWhichItDecidedToAsk() {
        members.installBoth(1, assignment(A, 0, A));
        members.installBoth(2, learning(A, 0, B));
        members.pass(40 * MILLIS);
        members.settle();
        int asked = members.a.requests.indexOf(new SlotRequest.AddInSync(SlotSet.of(0), B));
        assertThat(asked).isNotNegative();

        members.a.install(configuration(3, assignment(A, 0, A)));
        Configuration<SlotTable> listedAgain = configuration(4, learning(A, 0, B));
        members.a.install(listedAgain);
        members.lose();
        members.a.call(1, true, INCR);
        members.lose();

        assertThat(members.a.status(1)).isEqualTo(Reply.Status.DONE);
        assertThat(members.b.machine.content(0)).isNotEqualTo(members.a.machine.content(0));
        assertThat(inSyncAfter(listedAgain, members.a.requests.get(asked), members.a.epochs.get(asked)))
                .containsExactly(A);
        assertThat(inSyncAfter(listedAgain, members.a.requests.get(asked), listedAgain.epoch()))
                .contains(B);
    }

    private static List<MemberId> inSyncAfter(Configuration<SlotTable> current, SlotRequest request, long epoch) {
        SlotTableRules rules =
                new SlotTableRules(new SlotPolicy(TwoMembers.SLOTS, 1, 1, true), PromotionRules.standard());
        return rules.succeed(new BodyRules.SuccessionContext<>(
                        current,
                        current.members(),
                        Set.of(),
                        Set.of(),
                        Map.of(),
                        List.of(new BodyRules.BodyRequest(A, epoch, request.encode()))))
                .body()
                .assignment(0)
                .inSync();
    }

    @Test
    void readsWaitForThePendingEntryOfTheirKey() {
        members.a.call(1, true, INCR);
        members.a.call(2, false, GET);

        assertThat(members.a.replication.readNow(get())).isNull();
        assertThat(members.a.status(2)).isNull();
        members.settle();
        assertThat(members.a.value(2)).isEqualTo(1L);
        assertThat(members.a.replication.readNow(get())).isNotNull();
    }

    @Test
    void aFailedConditionWaitsForWhatItSaw() {
        members.a.call(1, true, INCR);
        members.a.call(2, true, FAILING_CAS);

        assertThat(members.a.status(2)).isNull();
        members.settle();
        assertThat(members.a.status(2)).isEqualTo(Reply.Status.DONE);
    }

    @Test
    void aReplicaReadsAtOnceWhatItToldTheCaller() {
        members.a.call(1, true, INCR);
        members.settle();

        assertThat(members.results.get(1L).by()).isEqualTo(B);
        assertThat(members.b.replication.readNow(get())).isNotNull();
    }

    @Test
    void aReplicaReadsWhenItKnowsThatTheEntryIsCommitted() {
        Request own = new Request(1, 0, 0, false, List.of(new Request.Part(0, true, INCR)));
        members.a.replication.execute(A, own, (caller, response) -> {});
        members.settle();
        assertThat(members.b.replication.readNow(get())).isNull();

        members.pass(40 * MILLIS);
        members.settle();

        assertThat(members.b.replication.readNow(get())).isNotNull();
    }

    @Test
    void aCopyThatToldTheCallerTellsThePrimaryLaterOrWhenSomebodyWaitsForIt() {
        members.a.call(1, true, INCR);
        members.settle();
        SlotStates states = members.a.replication.states();
        assertThat(states.committed[0]).isLessThan(states.seq[0]);

        members.a.call(2, false, GET);
        members.settle();
        assertThat(members.a.value(2)).isEqualTo(1L);

        members.a.call(3, true, INCR);
        members.settle();
        members.pass(40 * MILLIS);
        members.settle();
        assertThat(states.committed[0]).isEqualTo(states.seq[0]);
    }

    @Test
    void aRetryGetsTheFirstResult() {
        members.a.call(1, true, INCR);
        members.settle();
        members.a.replies.clear();

        members.a.call(1, true, INCR);

        assertThat(members.a.value(1)).isEqualTo(1L);
    }

    @Test
    void aRetryAtTheSuccessorGetsTheFirstResult() {
        members.a.call(1, true, INCR);
        members.settle();

        members.installBoth(1, assignment(B, 1, B));
        members.b.call(1, true, INCR);

        assertThat(members.b.value(1)).isEqualTo(1L);
    }

    @Test
    void refusesNumbersThatWereGivenUp() {
        members.lowWater = 5;
        members.a.call(5, true, INCR);
        members.a.call(4, true, INCR);
        members.settle();

        assertThat(members.a.status(4)).isEqualTo(Reply.Status.REFUSED);
    }

    @Test
    void aRefusedRequestStaysRefusedWhenACopyOfItComesLater() {
        members.a.leased = false;
        members.a.call(increment(1));
        assertThat(members.a.status(1)).isEqualTo(Reply.Status.NO_LEASE);

        members.a.leased = true;
        members.a.call(increment(1));
        members.settle();
        assertThat(members.a.status(1)).isEqualTo(Reply.Status.TRY_AGAIN);
        assertThat(members.a.machine.content(0)).isEmpty();

        members.a.call(increment(2));
        members.settle();
        assertThat(members.a.value(1)).isEqualTo(1L);
    }

    @Test
    void aCopyOfARequestThatWasTakenIsNotToldThatNothingHappened() {
        members.a.call(increment(1));
        members.lose();

        members.a.leased = false;
        members.a.call(increment(1));

        assertThat(members.a.status(1)).isEqualTo(Reply.Status.UNKNOWN);
    }

    @Test
    void aStrangersRequestIsRefusedAndTheAnswerNamesTheSendingItIsFor() {
        members.a.replication.received(TwoMembers.CALLER, RequestCodec.encode(increment(3)));
        members.settle();

        assertThat(members.answers).singleElement().satisfies(answer -> {
            assertThat(answer.attempt()).isEqualTo(3);
            assertThat(answer.replies().get(0).status()).isEqualTo(Reply.Status.TRY_AGAIN);
        });
        assertThat(members.a.machine.content(0)).isEmpty();
    }

    private static Request increment(int attempt) {
        return new Request(1, 0, 0, attempt, false, List.of(new Request.Part(0, true, INCR)));
    }

    @Test
    void aCopyOfARequestFromBeforeThisRoleIsNotExecuted() {
        members.installBoth(1, assignment(B, 1, A, B));
        members.installBoth(2, assignment(A, 2, A, B));

        members.a.call(1, true, INCR, 0, false);

        assertThat(members.a.status(1)).isEqualTo(Reply.Status.MOVED);
    }

    @Test
    void refusesWithoutALeaseAndDoesNotKnowWhenItEndsTooSoon() {
        members.b.leased = false;
        members.a.leased = false;
        members.a.call(1, true, INCR);
        members.a.leased = true;
        members.a.call(2, true, INCR);
        members.a.leased = false;
        members.settle();

        assertThat(members.a.status(1)).isEqualTo(Reply.Status.NO_LEASE);
        assertThat(members.a.status(2)).isEqualTo(Reply.Status.UNKNOWN);
    }

    @Test
    void doesNotKnowWhatBecomesOfAWriteWhenItLosesTheSlot() {
        members.a.call(1, true, INCR);
        members.lose();

        members.a.install(configuration(1, assignment(B, 1, B)));

        assertThat(members.a.status(1)).isEqualTo(Reply.Status.UNKNOWN);
    }

    @Test
    void refusesWritesWithTooFewCopies() {
        members = new TwoMembers(2);
        members.installBoth(0, assignment(A, 0, A, B));
        members.installBoth(1, assignment(A, 0, A));

        members.a.call(1, true, INCR);

        assertThat(members.a.status(1)).isEqualTo(Reply.Status.TOO_FEW_COPIES);
    }

    @Test
    void sendsCallersToThePrimary() {
        members.b.call(1, true, INCR);
        members.b.call(2, true, INCR, 0, true);

        assertThat(members.b.replies.get(1L).owner()).isEqualTo(A);
        assertThat(members.b.status(2)).isEqualTo(Reply.Status.TRY_AGAIN);
    }

    @Test
    void anEntryOfANewerEpochWaitsUntilThatIsInstalled() {
        members.a.install(configuration(1, assignment(A, 0, A, B)));
        members.a.call(1, true, INCR);
        members.settle();
        assertThat(members.a.status(1)).isNull();

        members.b.install(configuration(1, assignment(A, 0, A, B)));
        members.settle();

        assertThat(members.a.status(1)).isEqualTo(Reply.Status.DONE);
    }

    @Test
    void aDeposedPrimaryIsFenced() {
        members.b.install(configuration(1, assignment(B, 1, A, B)));
        members.a.call(1, true, INCR);
        members.pass(100 * MILLIS);
        members.settle();

        assertThat(members.a.status(1)).isNull();
        assertThat(members.b.machine.content(0)).isEmpty();
    }

    @Test
    void aNewPrimaryServesWhenItsBarrierIsCommitted() {
        members.b.install(configuration(1, assignment(B, 1, A, B)));
        members.b.call(1, false, GET);
        assertThat(members.b.status(1)).isNull();

        members.a.install(configuration(1, assignment(B, 1, A, B)));
        members.pass(200 * MILLIS);
        members.settle();

        assertThat(members.b.status(1)).isEqualTo(Reply.Status.DONE);
    }

    @Test
    void aReplicaWithMoreThanTheNewPrimaryClashesAndReadsNoMore() {
        members.a.call(1, true, INCR);
        members.lose();

        members.installBoth(1, assignment(B, 1, A, B));
        members.pass(40 * MILLIS);
        members.settle();

        assertThat(members.a.replication.readNow(get())).isNull();
        assertThat(members.b.requests).contains(new SlotRequest.RemoveReplica(SlotSet.of(0), A));
    }

    @Test
    void fillsALearnerAndWaitsForItBeforeItsAdditionIsRequested() {
        members.installBoth(1, assignment(A, 0, A));
        members.a.call(1, true, INCR);
        assertThat(members.b.machine.content(0)).isEmpty();

        members.installBoth(2, learning(A, 0, B));
        members.pass(40 * MILLIS);
        members.settle();
        assertThat(members.a.requests).contains(new SlotRequest.AddInSync(SlotSet.of(0), B));
        assertThat(members.b.machine.content(0)).isEqualTo(members.a.machine.content(0));

        members.a.call(2, true, INCR);
        assertThat(members.a.status(2)).isNull();
        members.settle();
        assertThat(members.a.status(2)).isEqualTo(Reply.Status.DONE);
    }

    @Test
    void copiesAnEmptySlotOnceThatWasWantedTwiceWhileTheStreamWasFull() {
        SlotAssignment both = assignment(A, 0, A, B);
        members.a.install(configuration(1, both, assignment(A, 1, A)));
        byte[] put = ToyMachine.command(ToyMachine.PUT, 0, null, 7L);
        members.a.call(1, true, ToyMachine.padded(put, 1_000_000));
        members.a.install(configuration(2, both, learning(A, 1, B)));
        members.a.install(configuration(3, both, assignment(A, 1, A)));
        members.a.install(configuration(4, both, learning(A, 1, B)));
        members.b.install(configuration(4, both, learning(A, 1, B)));

        members.settle();
        members.pass(400 * MILLIS);
        members.settle();

        assertThat(members.a.requests).contains(new SlotRequest.AddInSync(SlotSet.of(1), B));
    }

    @Test
    void forgetsASlotThatNoConfigurationListsItFor() {
        members.a.call(1, true, INCR);
        members.settle();

        members.installBoth(1, assignment(A, 0, A));

        assertThat(members.b.machine.isEmpty(0)).isTrue();
        assertThat(members.b.events).contains(new ReplicationEvent.Forgotten(1, SlotSet.of(0)));
    }

    @Test
    void handsASlotOverWhenItsTailIsCommitted() {
        members.a.call(1, true, INCR);
        members.a.install(configuration(1, moving(A, 0, B)));
        members.a.call(2, true, INCR);
        members.b.install(configuration(1, moving(A, 0, B)));
        assertThat(members.a.requests).isEmpty();

        members.settle();

        assertThat(members.a.status(1)).isEqualTo(Reply.Status.DONE);
        assertThat(members.a.requests).containsExactly(new SlotRequest.HandOver(SlotSet.of(0), B));
        assertThat(members.a.replies.get(2L))
                .satisfies(reply -> assertThat(reply.status()).isEqualTo(Reply.Status.ASK))
                .satisfies(reply -> assertThat(reply.owner()).isEqualTo(B))
                .satisfies(reply -> assertThat(reply.epoch()).isEqualTo(2));
        assertThat(members.a.replication.relinquish(
                        configuration(1, moving(A, 0, B)), configuration(2, assignment(B, 2, A, B))))
                .isTrue();
    }

    @Test
    void servesAgainWhenAnotherSuccessorCame() {
        members.installBoth(1, moving(A, 0, B));
        members.settle();

        members.installBoth(2, assignment(A, 0, A, B));
        members.a.call(1, false, GET);

        assertThat(members.a.status(1)).isEqualTo(Reply.Status.DONE);
    }

    @Test
    void aPrimaryDoesNotConsentToWhatItDidNotOffer() {
        assertThat(members.a.replication.relinquish(
                        configuration(0, assignment(A, 0, A, B)), configuration(1, assignment(B, 1, A, B))))
                .isFalse();
    }

    @Test
    void aReplicaThatConsentedReadsNoMore() {
        assertThat(members.b.replication.readNow(get())).isNotNull();

        boolean consent = members.b.replication.relinquish(
                configuration(0, assignment(A, 0, A, B)), configuration(1, assignment(A, 0, A)));

        assertThat(consent).isTrue();
        assertThat(members.b.replication.readNow(get())).isNull();
    }

    @Test
    void largeEntriesTravelInChunks() {
        byte[] put = ToyMachine.command(ToyMachine.PUT, 0, null, 7L);
        members.a.call(1, true, ToyMachine.padded(put, 1_000_000));
        members.a.call(2, true, INCR);
        members.settle();

        assertThat(members.a.status(2)).isEqualTo(Reply.Status.DONE);
        assertThat(members.b.machine.content(0)).containsEntry(0, 8L);
    }

    @Test
    void aStreamThatTheReceiverForgotStartsAnew() {
        members.a.call(1, true, INCR);
        members.settle();
        members.b.install(TwoMembers.alone(1, B, assignment(null, 0, A, B)));

        members.installBoth(2, assignment(A, 2, A, B));
        members.pass(200 * MILLIS);
        members.settle();
        members.a.call(2, true, INCR);
        members.settle();

        assertThat(members.a.value(2)).isEqualTo(2L);
    }

    @Test
    void nothingIsSentForSlotsAtRest() {
        members.a.call(1, true, INCR);
        members.settle();
        for (int i = 0; i < 3; i++) {
            members.pass(1_000 * MILLIS);
            members.settle();
        }

        members.pass(10_000 * MILLIS);

        assertThat(members.underWay()).isZero();
        assertThat(members.a.replication.states().liveIfAny(0)).isNull();
    }
}
