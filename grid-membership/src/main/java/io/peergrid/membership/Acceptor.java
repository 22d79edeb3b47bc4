package io.peergrid.membership;

import io.peergrid.membership.MembershipMessage.Accept;
import io.peergrid.membership.MembershipMessage.AcceptAnswer;
import io.peergrid.membership.MembershipMessage.AcceptDecision;
import io.peergrid.membership.MembershipMessage.Accepted;
import io.peergrid.membership.MembershipMessage.VoteAnswer;
import io.peergrid.membership.MembershipMessage.VoteDecision;
import io.peergrid.membership.MembershipMessage.VoteRequest;
import io.peergrid.ports.MemberId;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What binds this member as a voter: the term it promised, and the successor it accepted. Every decision is stored
 * before its answer leaves (I6). See {@code docs/protocols/agreement.md}.
 */
final class Acceptor<B> {
    private final Surroundings<B> around;
    private final FailureDetector<B> detector;
    private final LeaseKeeper<B> leases;
    private final LeasePromises<B> promises;
    private long promised;
    private @Nullable MemberId votedFor;
    private @Nullable Accepted accepted;
    private @Nullable Digest acceptedHash;
    private long acceptedNanos;
    private long highestAccepted = -1;

    Acceptor(Surroundings<B> around, FailureDetector<B> detector, LeaseKeeper<B> leases, LeasePromises<B> promises) {
        this.around = around;
        this.detector = detector;
        this.leases = leases;
        this.promises = promises;
    }

    /** The highest term this member promised; it accepts nothing below (I2). */
    long promised() {
        return promised;
    }

    /** The highest epoch this member accepted or installed. */
    long highestAccepted() {
        return highestAccepted;
    }

    @Nullable
    Accepted accepted() {
        return accepted;
    }

    /** Whether a successor was accepted that long ago and nobody has brought it to an end. */
    boolean holdsUnfinished(long nanos, long nowNanos) {
        return accepted != null && nowNanos - acceptedNanos > nanos;
    }

    /** A leader of that term exists: nothing of an earlier term is accepted any more. */
    void promise(long term) {
        if (term > promised) {
            promised = term;
            votedFor = null;
        }
    }

    /**
     * Decides on a vote.
     *
     * @param candidateEpoch the candidate's installed epoch
     * @param hasLeader whether this member is in touch with a leader other than the candidate
     */
    VoteAnswer vote(MemberId candidate, long candidateEpoch, VoteRequest request, boolean hasLeader) {
        VoteDecision decision = decide(candidate, candidateEpoch, request, hasLeader);
        if (decision == VoteDecision.GRANTED && !request.trial()) {
            if (request.term() != promised || !candidate.equals(votedFor)) {
                around.emit(new MembershipEvent.VoteGiven(request.term(), around.known(candidate)));
            }
            promised = Math.max(promised, request.term());
            votedFor = candidate;
        }
        Configuration<B> installed = around.chain.installed();
        byte[] attachment = installed == null || request.trial() || decision != VoteDecision.GRANTED
                ? null
                : around.roles.attachment(installed, request.suspects());
        return new VoteAnswer(
                request.term(), request.trial(), decision, promised, accepted, attachment, detector.provenDead());
    }

    private VoteDecision decide(MemberId candidate, long candidateEpoch, VoteRequest request, boolean hasLeader) {
        boolean repeated = !request.trial() && request.term() == promised && candidate.equals(votedFor);
        Configuration<B> installed = around.chain.installed();
        if (!repeated && !around.safety.mayVote(request.term(), promised)) {
            return VoteDecision.TERM_TOO_LOW;
        } else if (candidateEpoch < around.chain.epoch()) {
            return VoteDecision.CANDIDATE_BEHIND;
        } else if (installed != null && candidateEpoch == installed.epoch() && !isVoter(installed, candidate)) {
            return VoteDecision.NOT_A_VOTER;
        } else if (hasLeader && !request.finishing() && !repeated) {
            return VoteDecision.HAS_LEADER;
        }
        return VoteDecision.GRANTED;
    }

    private static boolean isVoter(Configuration<?> configuration, MemberId id) {
        return configuration.member(id).map(Member::voter).orElse(false);
    }

    /** Decides on a proposal; may be asked again about the same one until the leases it waits for are over. */
    AcceptAnswer accept(Accept request, long nowNanos) {
        Proposal proposal = request.proposal();
        Digest hash = proposal.hash();
        if (request.term() < promised) {
            return answer(request, hash, AcceptDecision.TERM_TOO_LOW, false, null);
        }
        promise(request.term());
        if (!around.chain.follows(proposal)) {
            return answer(request, hash, AcceptDecision.BEHIND, false, null);
        }
        Configuration<B> before = Objects.requireNonNull(around.chain.installed());
        Configuration<B> after = around.chain.successor(proposal);
        Set<MemberId> losers = new TreeSet<>(around.safety.losers(around.bodies, before, after));
        boolean loses = losers.contains(around.self());
        boolean consent = loses && around.roles.relinquish(before, after);
        boolean alreadyAccepted = accepted != null && hash.equals(acceptedHash);
        if (!isVoter(before, around.self())) {
            return answer(request, hash, AcceptDecision.NOT_A_VOTER, consent, null);
        }
        if (!alreadyAccepted) {
            MemberId blocker = blocker(losers, request.consents(), consent, nowNanos);
            if (blocker != null) {
                return answer(request, hash, AcceptDecision.HELD_BACK, consent, blocker);
            }
            leases.accepted(proposal.epoch(), loses, changesVoters(before, after));
        }
        store(request, hash, nowNanos);
        return answer(request, hash, AcceptDecision.ACCEPTED, consent, null);
    }

    static boolean changesVoters(Configuration<?> before, Configuration<?> after) {
        return !ConfigurationChain.voterIds(before).equals(ConfigurationChain.voterIds(after));
    }

    private void store(Accept request, Digest hash, long nowNanos) {
        boolean repeated = accepted != null && accepted.term() == request.term() && hash.equals(acceptedHash);
        if (!repeated) {
            long epoch = request.proposal().epoch();
            acceptedNanos = nowNanos;
            accepted = new Accepted(request.term(), request.proposal());
            acceptedHash = hash;
            highestAccepted = Math.max(highestAccepted, epoch);
            around.emit(new MembershipEvent.SuccessorAccepted(request.term(), epoch));
        }
    }

    /** Whose lease must run out first; null if nobody's. All of them are promised nothing meanwhile. */
    private @Nullable MemberId blocker(
            Set<MemberId> losers, Set<MemberId> consents, boolean ownConsent, long nowNanos) {
        MemberId blocker = null;
        for (MemberId loser : losers) {
            if (loser.equals(around.self())) {
                if (!ownConsent && leases.lease().isValid(nowNanos)) {
                    leases.standBack(nowNanos);
                    blocker = loser;
                }
            } else if (!consents.contains(loser) && promises.binds(loser, nowNanos)) {
                promises.withhold(loser, nowNanos);
                blocker = loser;
            }
        }
        return blocker;
    }

    private AcceptAnswer answer(
            Accept request, Digest hash, AcceptDecision decision, boolean consent, @Nullable MemberId waitingFor) {
        return new AcceptAnswer(request.term(), hash, decision, consent, promised, waitingFor, detector.provenDead());
    }

    /** A configuration is installed; what was accepted up to its epoch is settled. */
    void installed(long epoch) {
        highestAccepted = Math.max(highestAccepted, epoch);
        Accepted before = accepted;
        if (before != null && before.proposal().epoch() <= epoch) {
            accepted = null;
            acceptedHash = null;
        }
    }
}
