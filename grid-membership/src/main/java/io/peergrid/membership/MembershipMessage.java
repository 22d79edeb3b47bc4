package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What members say to each other about membership. Immutable; arrays must not be changed. */
sealed interface MembershipMessage {

    /**
     * What a member thinks of others; travels on heartbeats and their answers.
     *
     * @param number grows with each report of one sender; an overtaken report is ignored
     * @param suspects members that do not answer it, sorted
     * @param provenDead members whose process has ended, sorted
     */
    record Report(long number, Set<MemberId> suspects, Set<MemberId> provenDead) {}

    /**
     * @param sequence of the sender's heartbeats
     * @param leaderTerm the term the sender leads, or 0
     * @param leaseWanted whether it asks for a promise
     */
    record Heartbeat(long sequence, long leaderTerm, boolean leaseWanted, Report report) implements MembershipMessage {}

    /** @param promised the highest term the sender promised */
    record HeartbeatAnswer(long sequence, LeaseAnswer lease, long promised, Report report)
            implements MembershipMessage {}

    /** Why a lease promise was given or not. */
    enum LeaseAnswer {
        PROMISED,
        NOT_ASKED,
        NOT_LISTED,
        BEHIND,
        SUSPECTED,
        WITHHELD
    }

    /**
     * @param trial a pre-vote: asks what the answer would be and changes nothing
     * @param finishing the candidate holds a successor that nobody finished, so a living leader is no reason to refuse
     * @param suspects members whose slots the grant's attachment should cover
     */
    record VoteRequest(long term, boolean trial, boolean finishing, Set<MemberId> suspects, Set<MemberId> provenDead)
            implements MembershipMessage {}

    /**
     * @param promised the highest term the voter promised
     * @param accepted what it accepted after its installed configuration, or null
     * @param attachment the floor's above, or null from a member without a configuration
     */
    record VoteAnswer(
            long term,
            boolean trial,
            VoteDecision decision,
            long promised,
            @Nullable Accepted accepted,
            byte @Nullable [] attachment,
            Set<MemberId> provenDead)
            implements MembershipMessage {}

    /** Why a vote was granted or refused. */
    enum VoteDecision {
        GRANTED,
        TERM_TOO_LOW,
        HAS_LEADER,
        CANDIDATE_BEHIND,
        NOT_A_VOTER
    }

    /** A successor accepted in a term. */
    record Accepted(long term, Proposal proposal) {}

    /** @param consents members that gave up what the successor takes from them; includes the proven dead */
    record Accept(long term, Proposal proposal, Set<MemberId> consents, Set<MemberId> provenDead)
            implements MembershipMessage {}

    /**
     * @param hash of the proposal
     * @param consent whether the sender gave up what the successor takes from it
     * @param waitingFor whose lease holds it back, or null
     */
    record AcceptAnswer(
            long term,
            Digest hash,
            AcceptDecision decision,
            boolean consent,
            long promised,
            @Nullable MemberId waitingFor,
            Set<MemberId> provenDead)
            implements MembershipMessage {}

    /** What became of a proposal at one member. */
    enum AcceptDecision {
        ACCEPTED,
        HELD_BACK,
        TERM_TOO_LOW,
        BEHIND,
        NOT_A_VOTER
    }

    /** Successors that were chosen, in order of their epochs. */
    record Chosen(List<Proposal> proposals) implements MembershipMessage {}

    /** Asks for what was chosen after the epoch in the header. */
    record Pull() implements MembershipMessage {}

    /** A whole configuration, encoded. */
    record Full(byte[] configuration) implements MembershipMessage {}

    /**
     * A member without a place in a configuration asks for one; repeated until it has one.
     *
     * @param founding the founding it agreed to, or null
     * @param renounced whether it gave that founding up
     * @param forwarded whether a member passed it on
     * @param terms see {@link MembershipSettings#terms}
     */
    record Join(
            Member member,
            String clusterName,
            int expectedMembers,
            @Nullable MemberId founding,
            boolean renounced,
            boolean forwarded,
            String terms)
            implements MembershipMessage {}

    /** @param reason for people */
    record JoinAnswer(boolean refused, String reason) implements MembershipMessage {}

    record Leave(MemberId member, boolean forwarded) implements MembershipMessage {}

    /** A request to change the body, on its way to the leader. */
    record Ask(MemberId from, long epoch, byte[] content, boolean forwarded) implements MembershipMessage {}

    /** @param members the fixed set that is to found the cluster, in order */
    record Found(MemberId clusterId, List<Member> members) implements MembershipMessage {}

    record FoundAnswer(MemberId clusterId) implements MembershipMessage {}

    /** Only the proposer of a founding may take it back, and only before it has all answers. */
    record FoundAbort(MemberId clusterId) implements MembershipMessage {}
}
