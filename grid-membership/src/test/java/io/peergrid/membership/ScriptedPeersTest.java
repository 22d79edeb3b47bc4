package io.peergrid.membership;

import static io.peergrid.membership.ScriptedPeers.A;
import static io.peergrid.membership.ScriptedPeers.B;
import static io.peergrid.membership.ScriptedPeers.C;
import static io.peergrid.membership.ScriptedPeers.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import io.peergrid.membership.MembershipMessage.Accept;
import io.peergrid.membership.MembershipMessage.AcceptAnswer;
import io.peergrid.membership.MembershipMessage.AcceptDecision;
import io.peergrid.membership.MembershipMessage.Heartbeat;
import io.peergrid.membership.MembershipMessage.HeartbeatAnswer;
import io.peergrid.membership.MembershipMessage.LeaseAnswer;
import io.peergrid.membership.MembershipMessage.VoteAnswer;
import io.peergrid.membership.MembershipMessage.VoteDecision;
import io.peergrid.membership.MembershipMessage.VoteRequest;
import io.peergrid.ports.MemberId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One member's reactions, one at a time. {@code b} is under test. */
final class ScriptedPeersTest {
    private final ScriptedPeers peers = new ScriptedPeers(MembershipRules.standard());

    private static VoteRequest vote(long term, boolean finishing) {
        return new VoteRequest(term, false, finishing, Set.of(), Set.of());
    }

    private VoteDecision lastVote(Member candidate) {
        List<VoteAnswer> answers = peers.take(candidate, VoteAnswer.class);
        return answers.get(answers.size() - 1).decision();
    }

    private AcceptAnswer lastAcceptance(Member leader) {
        List<AcceptAnswer> answers = peers.take(leader, AcceptAnswer.class);
        return answers.get(answers.size() - 1);
    }

    private LeaseAnswer lastLease(Member asker) {
        List<HeartbeatAnswer> answers = peers.take(asker, HeartbeatAnswer.class);
        return answers.get(answers.size() - 1).lease();
    }

    private void askForLease(Member asker) {
        peers.from(asker, new Heartbeat(1, 0, true, peers.report()));
    }

    @Test
    void votesOnceATermAndRepeatsTheSameAnswer() {
        peers.from(A, vote(3, false));
        assertThat(lastVote(A)).isEqualTo(VoteDecision.GRANTED);
        peers.from(C, vote(3, false));
        assertThat(lastVote(C)).isEqualTo(VoteDecision.TERM_TOO_LOW);
        peers.from(A, vote(3, false));
        assertThat(lastVote(A)).isEqualTo(VoteDecision.GRANTED);
    }

    @Test
    void refusesCandidatesWhileItsLeaderAnswers() {
        peers.run(500 * MILLIS, 1);

        peers.from(C, vote(9, false));
        assertThat(lastVote(C)).isEqualTo(VoteDecision.HAS_LEADER);
        peers.from(C, vote(9, true));
        assertThat(lastVote(C)).isEqualTo(VoteDecision.GRANTED);
    }

    @Test
    void refusesACandidateThatIsBehind() {
        Configuration<ToyBody> now = peers.installed();
        MembershipFrame old = new MembershipFrame(
                now.clusterId(), 0, C.id(), B.id(), now.epoch() - 1, new Digest(0, 0, 0, 9), vote(5, false));

        peers.from(C, old);

        assertThat(lastVote(C)).isEqualTo(VoteDecision.CANDIDATE_BEHIND);
    }

    @Test
    void trialVoteChangesNothing() {
        peers.from(C, new VoteRequest(5, true, false, Set.of(), Set.of()));
        assertThat(lastVote(C)).isEqualTo(VoteDecision.GRANTED);

        assertThat(peers.membership.promisedTerm()).isZero();
    }

    @Test
    void acceptsNothingBelowItsPromisedTerm() {
        peers.from(A, vote(7, false));

        peers.from(C, new Accept(6, peers.taking(A, B), Set.of(), Set.of()));

        AcceptAnswer answer = lastAcceptance(C);
        assertThat(answer.decision()).isEqualTo(AcceptDecision.TERM_TOO_LOW);
        assertThat(answer.promised()).isEqualTo(7);
        assertThat(peers.membership.accepted()).isNull();
    }

    @Test
    void holdsASuccessorBackUntilItsPromiseIsOver() {
        peers.run(600 * MILLIS, 1);
        askForLease(C);
        assertThat(lastLease(C)).isEqualTo(LeaseAnswer.PROMISED);
        Accept accept = new Accept(1, peers.taking(C, A), Set.of(), Set.of());

        peers.from(A, accept);
        assertThat(lastAcceptance(A).waitingFor()).isEqualTo(C.id());
        askForLease(C);
        assertThat(lastLease(C)).isEqualTo(LeaseAnswer.WITHHELD);

        peers.run(560 * MILLIS, 1);
        peers.from(A, accept);
        assertThat(lastAcceptance(A).decision()).isEqualTo(AcceptDecision.ACCEPTED);
    }

    @Test
    void consentOfTheLoserEndsTheWait() {
        peers.run(600 * MILLIS, 1);
        askForLease(C);

        peers.from(A, new Accept(1, peers.taking(C, A), Set.of(C.id()), Set.of()));

        assertThat(lastAcceptance(A).decision()).isEqualTo(AcceptDecision.ACCEPTED);
    }

    @Test
    void promisesToAllRoleHoldersWhenItJoins() {
        peers.from(A, new Accept(1, peers.taking(C, A), Set.of(), Set.of()));

        assertThat(lastAcceptance(A).waitingFor()).isEqualTo(C.id());
    }

    @Test
    void asksForNoLeaseWhileItIsToBeReplaced() {
        peers.run(600 * MILLIS, 1);
        assertThat(peers.membership.lease().isValid(peers.now())).isTrue();
        Accept accept = new Accept(1, peers.taking(B, C), Set.of(), Set.of());

        peers.from(A, accept);
        assertThat(lastAcceptance(A).waitingFor()).isEqualTo(B.id());
        peers.take(C, Heartbeat.class);
        peers.run(520 * MILLIS, 1);
        assertThat(peers.take(C, Heartbeat.class)).noneMatch(Heartbeat::leaseWanted);
        peers.from(A, accept);

        assertThat(lastAcceptance(A).decision()).isEqualTo(AcceptDecision.ACCEPTED);
        assertThat(peers.membership.lease().isValid(peers.now())).isFalse();
    }

    @Test
    void promisesNothingToWhoIsBehindWhatItAccepted() {
        peers.run(600 * MILLIS, 1);
        peers.from(A, new Accept(1, peers.taking(A, B), Set.of(A.id()), Set.of()));
        assertThat(lastAcceptance(A).decision()).isEqualTo(AcceptDecision.ACCEPTED);

        askForLease(C);

        assertThat(lastLease(C)).isEqualTo(LeaseAnswer.BEHIND);
    }

    @Test
    void promisesNothingToASuspect() {
        peers.silent.add(C.id());
        peers.run(1_400 * MILLIS, 1);

        askForLease(C);

        assertThat(lastLease(C)).isEqualTo(LeaseAnswer.SUSPECTED);
    }

    @Test
    void leaseEndsOneLengthAfterTheLastPromisedHeartbeatWasSent() {
        peers.run(600 * MILLIS, 1);
        peers.answerLeases(LeaseAnswer.WITHHELD);
        long refusedFrom = peers.now();

        peers.run(600 * MILLIS, 1);

        assertThat(peers.membership.lease().untilNanos() - refusedFrom).isLessThanOrEqualTo(500 * MILLIS);
        assertThat(peers.membership.lease().isValid(peers.now())).isFalse();
        assertThat(peers.membership.lacksMajority(peers.now())).isFalse();
    }

    @Test
    void finishesASuccessorThatItsLeaderLeavesHalfAccepted() {
        assertThat(asksToFinish(peers)).isTrue();
        assertThat(asksToFinish(new ScriptedPeers(UnsafeRules.NEVER_FINISH_ACCEPTED.rules)))
                .isFalse();
    }

    private static boolean asksToFinish(ScriptedPeers peers) {
        peers.run(600 * MILLIS, 1);
        peers.from(A, new Accept(1, peers.taking(A, B), Set.of(A.id()), Set.of()));
        peers.run(2_000 * MILLIS, 1);
        return peers.take(C, VoteRequest.class).stream().anyMatch(VoteRequest::finishing);
    }

    @Test
    void dropsItsLeaseWhenTheWallClockRunsAhead() {
        peers.run(600 * MILLIS, 1);
        peers.membership.poll(peers.now(), 1_000_000);

        peers.membership.poll(peers.now(), 1_000_700);

        assertThat(peers.membership.lease().isValid(peers.now())).isFalse();
        assertThat(peers.events).anyMatch(MembershipEvent.Paused.class::isInstance);
    }

    @Test
    void measuresItsPauseReportsNobodyAndRenewsItsLeaseBeforeItServes() {
        peers.run(600 * MILLIS, 1);
        assertThat(peers.membership.lease().isValid(peers.now())).isTrue();
        peers.take(A, HeartbeatAnswer.class);
        peers.events.clear();
        peers.silent.add(C.id());

        peers.standStill(5_000 * MILLIS);

        assertThat(peers.events.get(0)).isEqualTo(new MembershipEvent.LeaseLost("this member stood still for 5020 ms"));
        assertThat(peers.events.get(1))
                .isEqualTo(new MembershipEvent.Paused(5_020 * MILLIS, "this member stood still"));
        // With the answers of a alone, to heartbeats sent after the pause, it has a majority again.
        assertThat(peers.events.get(2)).isInstanceOf(MembershipEvent.LeaseGained.class);

        peers.run(1_200 * MILLIS, 1);
        assertThat(peers.take(A, HeartbeatAnswer.class))
                .isNotEmpty()
                .allMatch(answer -> answer.report().suspects().isEmpty());
        peers.run(200 * MILLIS, 1);
        assertThat(peers.take(A, HeartbeatAnswer.class))
                .anyMatch(answer -> answer.report().suspects().equals(Set.of(C.id())));
    }

    @Test
    void missesItsMajorityOnlyAfterItHasBeenBackForAWhile() {
        peers.run(600 * MILLIS, 1);
        peers.silent.add(A.id());
        peers.silent.add(C.id());

        peers.standStill(5_000 * MILLIS);
        assertThat(peers.membership.lacksMajority(peers.now())).isFalse();

        peers.run(peers.settings.leaseNanos(), 0);
        assertThat(peers.membership.lacksMajority(peers.now())).isFalse();
        peers.run(400 * MILLIS, 0);
        assertThat(peers.membership.lacksMajority(peers.now())).isTrue();
    }

    @Test
    void hasNoLeaseAfterAPauseUntilAMajorityAnswersAgain() {
        peers.run(600 * MILLIS, 1);
        peers.silent.add(A.id());
        peers.silent.add(C.id());

        peers.standStill(600 * MILLIS);
        peers.run(300 * MILLIS, 0);

        assertThat(peers.membership.lease().isValid(peers.now())).isFalse();
        peers.silent.clear();
        peers.run(200 * MILLIS, 1);
        assertThat(peers.membership.lease().isValid(peers.now())).isTrue();
    }

    @Test
    void suspectsNobodyRightAfterItStoodStill() {
        peers.run(600 * MILLIS, 1);

        peers.membership.poll(peers.now() + 5_000 * MILLIS);

        assertThat(peers.events).noneMatch(MembershipEvent.Suspected.class::isInstance);
    }

    @Test
    void dropsFramesForAnEarlierLife() {
        Configuration<ToyBody> now = peers.installed();
        peers.from(
                A,
                new MembershipFrame(
                        now.clusterId(),
                        0,
                        A.id(),
                        new io.peergrid.ports.MemberId(5, 5),
                        now.epoch(),
                        now.hash(),
                        vote(3, false)));

        assertThat(peers.take(A, VoteAnswer.class)).isEmpty();
    }

    /** Clusters of one name that were founded apart have no reason to write to each other. */
    @Test
    void whoeverStaysReachableWithoutBeingListedIsAskedForItsClusterNowAndThen() {
        Member stranger = ScriptedPeers.member(9, "stranger");
        peers.strangers.add(stranger.id());
        long patience = 4 * peers.settings.downAfterNanos();

        peers.run(patience / 2, 3);
        assertThat(peers.take(stranger, MembershipMessage.Pull.class))
                .as("a newcomer is let in within that time")
                .isEmpty();
        peers.run(patience, 3);
        assertThat(peers.take(stranger, MembershipMessage.Pull.class)).hasSize(1);
        assertThat(peers.take(A, MembershipMessage.Pull.class)).isEmpty();
        peers.run(130_000 * ScriptedPeers.MILLIS, 3);
        assertThat(peers.take(stranger, MembershipMessage.Pull.class)).hasSize(2);

        peers.from(
                stranger,
                new MembershipFrame(
                        new MemberId(8, 8),
                        0,
                        stranger.id(),
                        B.id(),
                        9,
                        peers.installed().hash(),
                        new MembershipMessage.Pull()));
        assertThat(peers.events)
                .filteredOn(MembershipEvent.StrangerRefused.class::isInstance)
                .singleElement()
                .extracting(MembershipEvent::toString)
                .asString()
                .contains("another cluster of that name, founded apart", "End the members of one");
    }

    @Test
    void dropsFramesOfAnotherClusterAndOfAnotherHistory() {
        Configuration<ToyBody> now = peers.installed();
        peers.from(A, new MembershipFrame(new MemberId(8, 8), 0, A.id(), B.id(), 9, now.hash(), vote(3, false)));
        peers.from(
                C,
                new MembershipFrame(
                        now.clusterId(), 0, C.id(), B.id(), now.epoch(), new Digest(6, 6, 6, 6), vote(3, false)));

        assertThat(peers.take(A, VoteAnswer.class)).isEmpty();
        assertThat(peers.take(C, VoteAnswer.class)).isEmpty();
        assertThat(peers.events.stream().filter(MembershipEvent.StrangerRefused.class::isInstance))
                .hasSize(2);
    }
}
