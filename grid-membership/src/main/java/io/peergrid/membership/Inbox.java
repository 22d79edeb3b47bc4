package io.peergrid.membership;

import io.peergrid.membership.MembershipMessage.Accept;
import io.peergrid.membership.MembershipMessage.AcceptAnswer;
import io.peergrid.membership.MembershipMessage.Ask;
import io.peergrid.membership.MembershipMessage.Chosen;
import io.peergrid.membership.MembershipMessage.Found;
import io.peergrid.membership.MembershipMessage.FoundAbort;
import io.peergrid.membership.MembershipMessage.FoundAnswer;
import io.peergrid.membership.MembershipMessage.Full;
import io.peergrid.membership.MembershipMessage.Heartbeat;
import io.peergrid.membership.MembershipMessage.HeartbeatAnswer;
import io.peergrid.membership.MembershipMessage.Join;
import io.peergrid.membership.MembershipMessage.JoinAnswer;
import io.peergrid.membership.MembershipMessage.Leave;
import io.peergrid.membership.MembershipMessage.Pull;
import io.peergrid.membership.MembershipMessage.VoteAnswer;
import io.peergrid.membership.MembershipMessage.VoteRequest;
import io.peergrid.ports.MemberId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks where a frame comes from and hands its message to the part that it is for. */
final class Inbox<B> {
    private static final long STRANGER_NANOS = 60_000_000_000L;
    private static final int MAX_STRANGERS = 256;

    private final Surroundings<B> around;
    private final Participant<B> participant;
    private final Map<MemberId, Long> strangers = new TreeMap<>();

    Inbox(Surroundings<B> around, Participant<B> participant) {
        this.around = around;
        this.participant = participant;
    }

    void received(MemberId from, byte[] bytes, long nowNanos) {
        int version = MembershipCodec.version(bytes);
        SpokenVersions own = around.presented().speaks();
        if (version > 0 && !own.include(version)) {
            refuse(from, "it writes in wire version " + version + ", this member speaks " + own, nowNanos);
            return;
        }
        MembershipFrame frame = MembershipCodec.decode(bytes);
        boolean mine =
                frame.receiver().equals(around.self()) && frame.sender().equals(from) && !from.equals(around.self());
        if (!mine || participant.hasLeft() || !belongs(frame, nowNanos)) {
            return;
        }
        if (version > 0) {
            around.versions().heard(from, version, around.chain.installed());
        }
        participant.detector().heard(from, nowNanos, false);
        dispatch(frame, nowNanos);
    }

    /** Whether the sender is of this member's cluster, or one of the two has none yet (I26). */
    private boolean belongs(MembershipFrame frame, long nowNanos) {
        Configuration<B> installed = around.chain.installed();
        if (installed == null || frame.epoch() < 0) {
            return true;
        } else if (!frame.clusterId().equals(installed.clusterId())) {
            refuse(
                    frame.sender(),
                    "it belongs to another cluster of that name, founded apart from this one; they exchange nothing. End the members of one, or give it another name",
                    nowNanos);
            return false;
        } else if (frame.lineage() == installed.lineage()
                && frame.epoch() == installed.epoch()
                && !frame.hash().equals(installed.hash())) {
            refuse(frame.sender(), "its history differs at epoch " + frame.epoch(), nowNanos);
            return false;
        }
        return true;
    }

    private void refuse(MemberId from, String reason, long nowNanos) {
        participant.joining().hindered(from, reason);
        stranger(from, reason, nowNanos);
    }

    private void stranger(MemberId from, String reason, long nowNanos) {
        Long before = strangers.get(from);
        if ((before == null && strangers.size() < MAX_STRANGERS)
                || (before != null && nowNanos - before >= STRANGER_NANOS)) {
            strangers.put(from, nowNanos);
            around.emit(new MembershipEvent.StrangerRefused(from, reason));
        }
    }

    private boolean isAhead(MembershipFrame frame) {
        Configuration<B> installed = around.chain.installed();
        if (installed == null) {
            return frame.epoch() >= 0;
        }
        return frame.lineage() > installed.lineage()
                || (frame.lineage() == installed.lineage() && frame.epoch() > installed.epoch());
    }

    private void dispatch(MembershipFrame frame, long nowNanos) {
        MembershipMessage message = frame.message();
        MemberId from = frame.sender();
        if (message instanceof Chosen chosen) {
            participant.chosen(chosen, nowNanos);
        } else if (message instanceof Full full) {
            participant.full(full, nowNanos);
        }
        boolean admission = message instanceof Join || message instanceof JoinAnswer;
        if (isAhead(frame) && !(admission && around.chain.installed() == null)) {
            participant.pull(from, nowNanos);
        }
        if (message instanceof Heartbeat heartbeat) {
            heartbeat(frame, heartbeat, nowNanos);
        } else if (message instanceof HeartbeatAnswer answer) {
            heartbeatAnswer(frame, answer, nowNanos);
        } else if (message instanceof VoteRequest request) {
            vote(frame, request, nowNanos);
        } else if (message instanceof VoteAnswer answer) {
            voteAnswer(from, answer, nowNanos);
        } else if (message instanceof Accept accept) {
            accept(from, accept, nowNanos);
        } else if (message instanceof AcceptAnswer answer) {
            acceptAnswer(from, answer, nowNanos);
        } else if (message instanceof Pull) {
            pull(frame);
        } else if (message instanceof JoinAnswer answer) {
            participant.joining().answered(from, answer);
        } else {
            admission(frame, nowNanos);
        }
    }

    private void heartbeat(MembershipFrame frame, Heartbeat heartbeat, long nowNanos) {
        MemberId from = frame.sender();
        participant.detector().reported(from, frame.epoch(), heartbeat.report(), nowNanos);
        Configuration<B> installed = around.chain.installed();
        boolean mayLead = installed == null || installed.lists(from) || frame.epoch() > installed.epoch();
        if (heartbeat.leaderTerm() > 0 && mayLead) {
            claimed(from, heartbeat.leaderTerm(), nowNanos);
        }
        MembershipMessage.LeaseAnswer lease = participant
                .promises()
                .answer(
                        from,
                        frame.epoch(),
                        heartbeat.leaseWanted(),
                        participant.acceptor().highestAccepted(),
                        nowNanos);
        around.send(
                from,
                new HeartbeatAnswer(
                        heartbeat.sequence(),
                        lease,
                        participant.acceptor().promised(),
                        participant.detector().report(nowNanos)));
        advanceOn(heartbeat.report(), nowNanos);
    }

    /** News about failures must not wait for the next tick. */
    private void advanceOn(MembershipMessage.Report report, long nowNanos) {
        if (!report.suspects().isEmpty() || !report.provenDead().isEmpty()) {
            participant.advance(nowNanos);
        }
    }

    private void claimed(MemberId by, long term, long nowNanos) {
        if (term < participant.acceptor().promised()) {
            return;
        }
        participant.acceptor().promise(term);
        if (term > participant.leadership().term()) {
            participant.leadership().stop();
        }
        if (!participant.detector().suspects(by)) {
            participant.view().claimed(by, term, nowNanos);
        }
    }

    private void heartbeatAnswer(MembershipFrame frame, HeartbeatAnswer answer, long nowNanos) {
        MemberId from = frame.sender();
        Long sent = participant.leases().sentNanos(answer.sequence());
        if (sent != null) {
            participant.detector().heard(from, sent, true);
        }
        participant.detector().reported(from, frame.epoch(), answer.report(), nowNanos);
        participant.leases().answered(from, answer, nowNanos);
        participant.election().sawTerm(answer.promised());
        participant.leadership().outbid(from, answer.promised());
        advanceOn(answer.report(), nowNanos);
    }

    private void vote(MembershipFrame frame, VoteRequest request, long nowNanos) {
        MemberId candidate = frame.sender();
        participant.detector().learnProofs(request.provenDead(), candidate);
        boolean hasLeader =
                participant.view().keepsFrom(candidate, participant.leadership().leads(), nowNanos);
        VoteAnswer answer = participant.acceptor().vote(candidate, frame.epoch(), request, hasLeader);
        if (!request.trial() && answer.decision() == MembershipMessage.VoteDecision.GRANTED) {
            participant.election().standAside(around.settings.heartbeatNanos(), nowNanos);
        }
        around.send(candidate, answer);
    }

    private void voteAnswer(MemberId from, VoteAnswer answer, long nowNanos) {
        participant.detector().learnProofs(answer.provenDead(), from);
        Configuration<B> installed = around.chain.installed();
        if (installed != null) {
            participant.election().answered(installed, from, answer, nowNanos);
            participant.leadership().late(installed, from, answer, nowNanos);
            participant.advance(nowNanos);
        }
    }

    private void accept(MemberId from, Accept accept, long nowNanos) {
        participant.detector().learnProofs(accept.provenDead(), from);
        claimed(from, accept.term(), nowNanos);
        around.send(from, participant.acceptor().accept(accept, nowNanos));
    }

    private void acceptAnswer(MemberId from, AcceptAnswer answer, long nowNanos) {
        participant.detector().learnProofs(answer.provenDead(), from);
        participant.election().sawTerm(answer.promised());
        Configuration<B> installed = around.chain.installed();
        if (installed != null) {
            participant.leadership().answered(installed, from, answer, nowNanos);
            participant.advance(nowNanos);
        }
    }

    private void pull(MembershipFrame frame) {
        if (around.chain.epoch() > frame.epoch()) {
            around.send(frame.sender(), around.chain.answerTo(frame.epoch(), frame.hash()));
        }
    }

    private void admission(MembershipFrame frame, long nowNanos) {
        MembershipMessage message = frame.message();
        MemberId from = frame.sender();
        if (message instanceof Join join) {
            join(frame, join, nowNanos);
        } else if (message instanceof Leave leave) {
            pass(leave, new Leave(leave.member(), true), leave.forwarded(), nowNanos);
        } else if (message instanceof Ask ask) {
            pass(ask, new Ask(ask.from(), ask.epoch(), ask.content(), true), ask.forwarded(), nowNanos);
        } else if (message instanceof FoundAnswer answer) {
            foundAnswer(from, answer);
        } else if (around.chain.installed() != null) {
            return;
        } else if (message instanceof Found found) {
            participant.founding().proposed(from, found, nowNanos);
        } else if (message instanceof FoundAbort abort) {
            participant.founding().aborted(from, abort);
        }
    }

    private void foundAnswer(MemberId from, FoundAnswer answer) {
        Configuration<B> installed = around.chain.installed();
        if (installed == null) {
            participant.founding().answered(from, answer);
        } else if (installed.clusterId().equals(answer.clusterId())) {
            around.send(from, around.chain.answerTo(-1, Digest.NONE));
        } else {
            around.send(from, new FoundAbort(answer.clusterId()));
        }
    }

    /** A wish for the leader: taken in if this member leads, else passed on once. */
    private void pass(MembershipMessage message, MembershipMessage forwarded, boolean passedOn, long nowNanos) {
        MemberId leader = participant.view().leader();
        if (participant.leadership().leads()) {
            participant.admit(message, nowNanos);
        } else if (!passedOn && leader != null) {
            around.send(leader, forwarded);
        }
    }

    private void join(MembershipFrame frame, Join join, long nowNanos) {
        MemberId joiner = join.member().id();
        Configuration<B> installed = around.chain.installed();
        String objection = objection(installed, join);
        if (objection != null) {
            stranger(joiner, objection, nowNanos);
            around.send(joiner, new JoinAnswer(true, objection));
        } else if (installed == null) {
            participant.founding().heard(join, nowNanos);
        } else if (installed.lists(joiner)) {
            around.send(
                    joiner, around.chain.answerTo(frame.sender().equals(joiner) ? frame.epoch() : -1, frame.hash()));
        } else if (installed.lists(around.self())) {
            suspectPredecessor(installed, join.member(), nowNanos);
            Join forwarded = new Join(
                    join.member(),
                    join.clusterName(),
                    join.expectedMembers(),
                    join.founding(),
                    join.renounced(),
                    true,
                    join.terms());
            pass(join, forwarded, join.forwarded(), nowNanos);
            around.send(joiner, new JoinAnswer(false, prospect()));
        }
    }

    /** Why the joiner can never be let in as it is, in words that help both sides, or null. */
    private @Nullable String objection(@Nullable Configuration<B> installed, Join join) {
        if (!join.clusterName().equals(around.settings.clusterName())) {
            return "this is cluster '" + around.settings.clusterName() + "', not '" + join.clusterName()
                    + "': all members of a cluster need the same name";
        }
        SpokenVersions own = around.presented().speaks();
        SpokenVersions theirs = join.member().speaks();
        String name = join.member().name();
        if (differsInTerms(join)) {
            return "the members here have " + around.settings.terms() + ", " + name + " has " + join.terms()
                    + ": give all members of a cluster the same";
        }
        if (installed == null) {
            return own.overlap(theirs) ? null : own.cannotFoundWith(theirs, name);
        }
        boolean knows = installed.lists(join.member().id()) || theirs.include(installed.wireVersion());
        return knows ? null : theirs.refusedBy(installed.wireVersion(), own, name);
    }

    /** Whoever may lead the vote has to want the same. */
    private boolean differsInTerms(Join join) {
        String own = around.settings.terms();
        boolean mayLead = !around.presented().observer() && !join.member().observer();
        return mayLead && !own.isEmpty() && !join.terms().isEmpty() && !own.equals(join.terms());
    }

    /** Whoever listens where a member used to listen shows that this member's process is gone, or nearly. */
    private void suspectPredecessor(Configuration<B> installed, Member joiner, long nowNanos) {
        for (Member member : installed.members()) {
            if (!joiner.address().isEmpty()
                    && member.address().equals(joiner.address())
                    && !participant.detector().suspects(member.id())) {
                participant.detector().disappeared(member.id(), nowNanos);
            }
        }
    }

    private String prospect() {
        @Nullable MemberId leader = participant.view().leader();
        String name = around.presented().name();
        if (participant.leadership().leads()) {
            return name + " leads and takes it in with the next configuration";
        } else if (leader != null) {
            return name + " passed it on to the leader " + around.known(leader).name();
        }
        return name + " knows no leader; " + participant.majorityStatus();
    }
}
