package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import java.util.List;

/**
 * What happened, as one member saw it: immutable facts for logs, metrics and people. Emitted on the membership thread;
 * a consumer must not block or throw. Texts are for people and may change.
 */
public sealed interface MembershipEvent {

    /** The cluster came into being; this member is one of its founders. */
    record Founded(MemberId clusterId, List<Member> members) implements MembershipEvent {}

    /** This member has no place in a configuration yet, and why. Emitted when the reason changes. */
    record JoinWaiting(String reason) implements MembershipEvent {}

    /** A member refused to let this one in. Emitted when the reason changes. */
    record JoinRefused(MemberId by, String reason) implements MembershipEvent {}

    /** A frame of another cluster, another version or a diverged history was dropped. At most once a minute and sender. */
    record StrangerRefused(MemberId from, String reason) implements MembershipEvent {}

    /** {@code by} thinks that {@code member} is down: subjectively down. */
    record Suspected(Member member, Member by, String reason) implements MembershipEvent {}

    /** {@code by} heard of {@code member} again. */
    record SuspicionWithdrawn(Member member, Member by) implements MembershipEvent {}

    /**
     * Enough voters agree, or a proof exists: objectively down.
     *
     * @param reporters who reported it
     * @param needed how many reports were needed without a proof
     */
    record FoundDead(Member member, List<Member> reporters, int needed, boolean proven) implements MembershipEvent {}

    /** This member asks for votes. */
    record CandidacyStarted(long term, long epoch, String reason) implements MembershipEvent {}

    /** This member gave its vote. */
    record VoteGiven(long term, Member candidate) implements MembershipEvent {}

    /** This candidate got a vote, its own included. */
    record VoteReceived(long term, Member voter, int votes, int needed) implements MembershipEvent {}

    /** @param voters who voted for it; empty at members that only follow */
    record LeaderElected(long term, long epoch, Member leader, List<Member> voters) implements MembershipEvent {}

    /** This member stopped to lead, or knows no leader any more. */
    record LeaderLost(long term, Member leader, String reason) implements MembershipEvent {}

    /** This leader proposes a successor. {@code again}: a value that an earlier leader may have brought through. */
    record SuccessorProposed(long term, long epoch, boolean again, List<String> changes) implements MembershipEvent {}

    /** This member accepted a successor in a term. */
    record SuccessorAccepted(long term, long epoch) implements MembershipEvent {}

    /** A successor waits for a lease to run out. */
    record SuccessorHeldBack(long epoch, Member by, Member waitingFor) implements MembershipEvent {}

    /**
     * @param beforeEpoch -1 for the first one
     * @param changes one phrase each
     */
    record ConfigurationInstalled(long beforeEpoch, Configuration<?> now, List<String> changes)
            implements MembershipEvent {}

    /** This member got its first place, or a new one, in a configuration. */
    record Joined(long epoch) implements MembershipEvent {}

    /** The configuration does not list this member any more; it joins again as a newcomer. */
    record Removed(long epoch) implements MembershipEvent {}

    /** This member left as it had asked. */
    record Left(long epoch) implements MembershipEvent {}

    record LeaseGained(long epoch) implements MembershipEvent {}

    record LeaseLost(String reason) implements MembershipEvent {}

    /** This member stood still, or its machine slept; it judges nobody for a while. */
    record Paused(long nanos, String reason) implements MembershipEvent {}
}
