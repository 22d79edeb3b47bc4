package io.peergrid.membership;

import io.peergrid.membership.MembershipMessage.VoteAnswer;
import io.peergrid.membership.MembershipMessage.VoteDecision;
import io.peergrid.membership.MembershipMessage.VoteRequest;
import io.peergrid.ports.MemberId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * This member's candidacy: a trial vote that changes nothing, then the vote. See {@code docs/protocols/agreement.md}.
 */
final class Election<B> {
    private enum Phase {
        IDLE,
        TRIAL,
        VOTE
    }

    /**
     * Why this member should stand for election.
     *
     * @param urgent without the random delay
     * @param leads it leads, or led up to the last successor: nobody else is to be waited for
     * @param finishing see {@link VoteRequest}
     */
    record Cause(String reason, boolean urgent, boolean leads, boolean finishing) {}

    /** A vote won: who granted it, and for whose slots the attachments were made. */
    record Victory(long term, Map<MemberId, VoteAnswer> grants, Set<MemberId> suspects) {}

    private final Surroundings<B> around;
    private final FailureDetector<B> detector;
    private final Acceptor<B> acceptor;
    private final Map<MemberId, VoteAnswer> answers = new TreeMap<>();
    private Phase phase = Phase.IDLE;
    private long term;
    private long highestTermSeen;
    private boolean finishing;
    private String reason = "";
    private Set<MemberId> suspects = Set.of();
    private @Nullable Long dueNanos;
    private @Nullable Long quietUntilNanos;
    private long sentNanos;
    private long phaseEndNanos;

    Election(Surroundings<B> around, FailureDetector<B> detector, Acceptor<B> acceptor) {
        this.around = around;
        this.detector = detector;
        this.acceptor = acceptor;
    }

    /** A term somebody used; the next candidacy must be above it. */
    void sawTerm(long seen) {
        highestTermSeen = Math.max(highestTermSeen, seen);
    }

    /** Leaves the field to others for a while: one got this member's vote, or a leader may introduce itself. */
    void standAside(long nanos, long nowNanos) {
        quietUntilNanos = nowNanos + nanos;
    }

    boolean isRunning() {
        return phase == Phase.VOTE;
    }

    /** Gives a running candidacy up: its base is gone, or a leader was found. */
    void reset() {
        phase = Phase.IDLE;
        dueNanos = null;
        answers.clear();
    }

    /** Moves the candidacy on; returns the victory once. The attachments shall cover {@code dead}, too. */
    @Nullable
    Victory poll(Configuration<B> installed, @Nullable Cause cause, Set<MemberId> dead, long nowNanos) {
        sawTerm(acceptor.promised());
        switch (phase) {
            case IDLE -> idle(installed, cause, dead, nowNanos);
            case TRIAL -> {
                if (cause == null) {
                    reset();
                } else if (hasQuorum(installed)) {
                    beginVote(installed, nowNanos);
                } else {
                    continueOrBackOff(installed, nowNanos);
                }
            }
            case VOTE -> {
                if (acceptor.promised() > term) {
                    backOff(nowNanos);
                } else {
                    return vote(installed, nowNanos);
                }
            }
        }
        return null;
    }

    private void idle(Configuration<B> installed, @Nullable Cause cause, Set<MemberId> dead, long nowNanos) {
        Long quiet = quietUntilNanos;
        if (cause == null || (!cause.leads() && quiet != null && nowNanos - quiet < 0)) {
            dueNanos = null;
            return;
        }
        if (dueNanos == null) {
            dueNanos = nowNanos + (cause.urgent() ? 0 : around.randomDelay(around.settings.electionDelayNanos()));
        }
        if (nowNanos - dueNanos >= 0) {
            finishing = cause.finishing();
            reason = cause.reason();
            suspects = new TreeSet<>(detector.suspects());
            suspects.addAll(dead);
            begin(Phase.TRIAL, installed, 2 * around.settings.heartbeatNanos(), nowNanos);
            if (hasQuorum(installed)) {
                beginVote(installed, nowNanos);
            }
        }
    }

    private void beginVote(Configuration<B> installed, long nowNanos) {
        around.emit(new MembershipEvent.CandidacyStarted(nextTerm(), installed.epoch(), reason));
        begin(Phase.VOTE, installed, 3 * around.settings.heartbeatNanos(), nowNanos);
    }

    private long nextTerm() {
        return around.safety.nextTerm(highestTermSeen, around.chain.epoch());
    }

    private void begin(Phase next, Configuration<B> installed, long limitNanos, long nowNanos) {
        phase = next;
        term = nextTerm();
        answers.clear();
        phaseEndNanos = nowNanos + limitNanos + around.randomDelay(around.settings.electionDelayNanos());
        VoteAnswer own = acceptor.vote(around.self(), installed.epoch(), request(), false);
        take(installed, around.self(), own);
        send(installed, nowNanos);
    }

    private VoteRequest request() {
        return new VoteRequest(term, phase == Phase.TRIAL, finishing, suspects, detector.provenDead());
    }

    private void send(Configuration<B> installed, long nowNanos) {
        sentNanos = nowNanos;
        Set<MemberId> proven = provenVoters(installed);
        for (Member member : installed.members()) {
            VoteAnswer answer = answers.get(member.id());
            if (answer == null || !answer.provenDead().containsAll(proven)) {
                around.send(member.id(), request());
            }
        }
    }

    private Set<MemberId> provenVoters(Configuration<B> installed) {
        Set<MemberId> proven = detector.provenDead();
        proven.retainAll(ConfigurationChain.voterIds(installed));
        return proven;
    }

    void answered(Configuration<B> installed, MemberId from, VoteAnswer answer, long nowNanos) {
        sawTerm(answer.promised());
        if (phase == Phase.IDLE || answer.term() != term || answer.trial() != (phase == Phase.TRIAL)) {
            return;
        }
        if (answer.decision() == VoteDecision.GRANTED) {
            take(installed, from, answer);
        } else if (answer.decision() == VoteDecision.TERM_TOO_LOW && answer.promised() >= term) {
            backOff(nowNanos);
        }
    }

    private void take(Configuration<B> installed, MemberId from, VoteAnswer answer) {
        if (answer.decision() != VoteDecision.GRANTED) {
            return;
        }
        boolean first = answers.put(from, answer) == null;
        Set<MemberId> voters = ConfigurationChain.voterIds(installed);
        if (first && phase != Phase.TRIAL && voters.contains(from)) {
            int votes = 0;
            for (MemberId voter : voters) {
                votes += answers.containsKey(voter) ? 1 : 0;
            }
            around.emit(
                    new MembershipEvent.VoteReceived(term, around.known(from), votes, Quorum.majority(voters.size())));
        }
    }

    private @Nullable Victory vote(Configuration<B> installed, long nowNanos) {
        if (hasQuorum(installed)) {
            Victory victory = new Victory(term, new TreeMap<>(answers), suspects);
            reset();
            return victory;
        }
        continueOrBackOff(installed, nowNanos);
        return null;
    }

    private void continueOrBackOff(Configuration<B> installed, long nowNanos) {
        if (nowNanos - phaseEndNanos >= 0) {
            backOff(nowNanos);
        } else if (nowNanos - sentNanos >= around.settings.resendNanos()) {
            send(installed, nowNanos);
        }
    }

    private void backOff(long nowNanos) {
        reset();
        dueNanos = nowNanos + around.randomDelay(around.settings.heartbeatNanos());
    }

    private boolean hasQuorum(Configuration<B> installed) {
        Map<MemberId, Set<MemberId>> granted = new TreeMap<>();
        answers.forEach((id, answer) -> granted.put(id, answer.provenDead()));
        if (granted.containsKey(around.self())) {
            granted.put(around.self(), detector.provenDead());
        }
        return Quorum.reached(ConfigurationChain.voterIds(installed), granted);
    }
}
