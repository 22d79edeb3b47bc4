package io.peergrid.membership;

import io.peergrid.membership.MembershipMessage.Accept;
import io.peergrid.membership.MembershipMessage.AcceptAnswer;
import io.peergrid.membership.MembershipMessage.AcceptDecision;
import io.peergrid.membership.MembershipMessage.Accepted;
import io.peergrid.membership.MembershipMessage.VoteAnswer;
import io.peergrid.ports.MemberId;
import io.peergrid.wire.WireFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * This member as leader: it makes successors and brings one at a time through. A term stays good over successive epochs
 * as long as the voters stay; a failover takes a new term, because it needs the positions that come with the votes. See
 * {@code docs/protocols/agreement.md}.
 */
final class Leadership<B> {
    /** Those that are probably down get a proposal, which may be large, less often. */
    private static final int ROUNDS_BETWEEN_SUSPECTS = 8;

    private final Surroundings<B> around;
    private final FailureDetector<B> detector;
    private final Acceptor<B> acceptor;
    private final Intake intake;
    private final SuccessorPlanner<B> planner;
    private final Map<MemberId, byte[]> attachments = new TreeMap<>();
    private final Set<MemberId> heard = new TreeSet<>();
    private Set<MemberId> covered = Set.of();
    private long revoteNanos;
    private boolean leads;
    private long term;
    private long planNanos;
    private long gatherUntilNanos;
    private @Nullable Ballot ballot;
    private @Nullable String revote;

    /** The proposal in flight. */
    private static final class Ballot {
        final Proposal proposal;
        final Digest hash;
        final Set<MemberId> consents;
        final Map<MemberId, Set<MemberId>> accepted = new TreeMap<>();
        final Set<MemberId> bystanders = new TreeSet<>();
        final Set<MemberId> announcedBlockers = new TreeSet<>();
        long sentNanos;
        int rounds;

        Ballot(Proposal proposal, Set<MemberId> consents) {
            this.proposal = proposal;
            this.hash = proposal.hash();
            this.consents = new TreeSet<>(consents);
        }
    }

    Leadership(Surroundings<B> around, FailureDetector<B> detector, Acceptor<B> acceptor, Intake intake) {
        this.around = around;
        this.detector = detector;
        this.acceptor = acceptor;
        this.intake = intake;
        this.planner = new SuccessorPlanner<>(around);
    }

    boolean leads() {
        return leads;
    }

    /** Whether it led up to the last successor, or still does, and wants another vote. */
    boolean awaitsVote() {
        return revote != null;
    }

    /** The term this member leads, or 0. */
    long term() {
        return leads ? term : 0;
    }

    /** A vote is won: finish what may have been chosen, else make a successor. */
    void begin(Configuration<B> installed, Election.Victory victory, long nowNanos) {
        leads = true;
        revote = null;
        term = victory.term();
        covered = victory.suspects();
        attachments.clear();
        heard.clear();
        heard.addAll(victory.grants().keySet());
        revoteNanos = nowNanos + around.settings.downAfterNanos();
        Set<MemberId> voters = ConfigurationChain.voterIds(installed);
        List<Member> by = new ArrayList<>();
        Accepted newest = null;
        for (Map.Entry<MemberId, VoteAnswer> grant : victory.grants().entrySet()) {
            byte[] attachment = grant.getValue().attachment();
            if (attachment != null) {
                attachments.put(grant.getKey(), attachment);
            }
            if (voters.contains(grant.getKey())) {
                by.add(around.known(grant.getKey()));
                newest = newer(newest, grant.getValue().accepted());
            }
        }
        around.emit(new MembershipEvent.LeaderElected(term, installed.epoch(), around.presented(), by));
        ballot = null;
        gatherUntilNanos = nowNanos + around.settings.heartbeatNanos();
        planNanos = allHeard(installed) ? nowNanos : gatherUntilNanos;
        if (newest != null && around.safety.reproposesAccepted()) {
            propose(installed, newest.proposal(), detector.provenDead(), true, nowNanos);
        }
    }

    private @Nullable Accepted newer(@Nullable Accepted one, @Nullable Accepted other) {
        if (other == null || !around.chain.follows(other.proposal())) {
            return one;
        }
        return one == null || other.term() > one.term() ? other : one;
    }

    /** A vote came after the majority's: its attachment still serves the first successor. */
    void late(Configuration<B> installed, MemberId from, VoteAnswer answer, long nowNanos) {
        byte[] attachment = answer.attachment();
        boolean counts = leads && ballot == null && answer.term() == term && gatherUntilNanos - nowNanos > 0;
        if (counts && attachment != null && heard.add(from)) {
            attachments.put(from, attachment);
            if (allHeard(installed)) {
                gatherUntilNanos = nowNanos;
                planNanos = nowNanos;
            }
        }
    }

    private boolean allHeard(Configuration<B> installed) {
        return installed.members().stream().allMatch(m -> heard.contains(m.id()) || detector.suspects(m.id()));
    }

    /** Something to do came in: the next successor is made after the gathering window. */
    void wake(long nowNanos) {
        long window = nowNanos + around.settings.gatherWindowNanos();
        if (planNanos - window > 0 && gatherUntilNanos - window <= 0) {
            planNanos = window;
        }
    }

    /** Why this leader needs another vote, or null. */
    @Nullable
    String revoteReason(Configuration<B> installed, Set<MemberId> dead, long nowNanos) {
        if (revote != null) {
            return revote;
        }
        if (!leads || ballot != null) {
            return null;
        }
        for (Member member : installed.members()) {
            boolean down = dead.contains(member.id())
                    && member.status() != Member.Status.DOWN
                    && around.bodies.mentions(installed.body(), member.id());
            if (down && !covered.contains(member.id())) {
                return member.name() + " is down";
            }
        }
        return nowNanos - revoteNanos < 0 ? null : returnReason(installed, nowNanos);
    }

    /** Who comes back may hold what nobody else has of a member that is down; its position comes with a vote only. */
    private @Nullable String returnReason(Configuration<B> installed, long nowNanos) {
        Set<MemberId> holders = around.bodies.roleHolders(installed.body());
        boolean rolesAreVacant = installed.members().stream()
                .anyMatch(m -> m.status() == Member.Status.DOWN && holders.contains(m.id()));
        if (rolesAreVacant) {
            for (Member member : installed.members()) {
                boolean news = !heard.contains(member.id()) && !member.id().equals(around.self());
                if (news && detector.answersFor(member.id(), around.settings.leaseNanos(), nowNanos)) {
                    return member.name() + " is back and may stand in for a member that is down";
                }
            }
        }
        return null;
    }

    /** Moves the proposal on; returns what was chosen, once. */
    @Nullable
    Proposal poll(Configuration<B> installed, Set<MemberId> dead, long nowNanos) {
        if (!leads) {
            return null;
        }
        if (acceptor.promised() > term) {
            stop();
            return null;
        }
        if (ballot == null && revoteReason(installed, dead, nowNanos) == null && nowNanos - planNanos >= 0) {
            planNanos = nowNanos + around.settings.heartbeatNanos();
            plan(installed, dead, nowNanos);
        }
        Ballot running = ballot;
        if (running != null && nowNanos - running.sentNanos >= around.settings.resendNanos()) {
            send(installed, running, nowNanos);
        }
        return running != null && isChosen(installed, running) ? running.proposal : null;
    }

    private void plan(Configuration<B> installed, Set<MemberId> dead, long nowNanos) {
        Set<MemberId> returned = new TreeSet<>();
        for (Member member : installed.members()) {
            if (member.status() == Member.Status.DOWN && !dead.contains(member.id()) && isBack(member.id(), nowNanos)) {
                returned.add(member.id());
            }
        }
        SuccessorPlanner.Plan<B> plan = plan(
                installed,
                new SuccessorPlanner.Input(
                        dead,
                        detector.provenDead(),
                        returned,
                        intake.joiners(around.settings.downAfterNanos(), nowNanos),
                        intake.leavers(),
                        Map.copyOf(attachments),
                        intake.takeRequests()));
        if (plan != null) {
            propose(
                    installed,
                    around.chain.propose(plan.wireVersion(), plan.members(), plan.body()),
                    plan.consents(),
                    false,
                    nowNanos);
        }
    }

    /** A request that cannot be read voids those that came with it, nothing else; their askers ask again. */
    private SuccessorPlanner.@Nullable Plan<B> plan(Configuration<B> installed, SuccessorPlanner.Input input) {
        try {
            return planner.plan(installed, input);
        } catch (WireFormatException malformed) {
            return null;
        }
    }

    private boolean isBack(MemberId id, long nowNanos) {
        return id.equals(around.self()) || detector.answersFor(id, around.settings.leaseNanos(), nowNanos);
    }

    private void propose(
            Configuration<B> installed, Proposal proposal, Set<MemberId> consents, boolean again, long nowNanos) {
        ballot = new Ballot(proposal, consents);
        around.emit(new MembershipEvent.SuccessorProposed(
                term, proposal.epoch(), again, Changes.between(installed, proposal.wireVersion(), proposal.members())));
        send(installed, ballot, nowNanos);
    }

    private void send(Configuration<B> installed, Ballot running, long nowNanos) {
        running.sentNanos = nowNanos;
        boolean toAll = running.rounds++ % ROUNDS_BETWEEN_SUSPECTS == 0;
        running.consents.addAll(detector.provenDead());
        Set<MemberId> proven = detector.provenDead();
        proven.retainAll(ConfigurationChain.voterIds(installed));
        Accept request = new Accept(term, running.proposal, Set.copyOf(running.consents), detector.provenDead());
        if (!running.accepted.containsKey(around.self())) {
            answered(installed, around.self(), acceptor.accept(request, nowNanos), nowNanos);
        }
        for (Member member : installed.members()) {
            Set<MemberId> knows = running.accepted.get(member.id());
            boolean settled = running.bystanders.contains(member.id()) || (knows != null && knows.containsAll(proven));
            if (!settled && (toAll || !detector.suspects(member.id()))) {
                around.send(member.id(), request);
            }
        }
    }

    void answered(Configuration<B> installed, MemberId from, AcceptAnswer answer, long nowNanos) {
        Ballot running = ballot;
        if (!leads || running == null || answer.term() != term || !answer.hash().equals(running.hash)) {
            return;
        }
        boolean news = answer.consent() && running.consents.add(from);
        if (answer.decision() == AcceptDecision.ACCEPTED) {
            running.accepted.put(from, answer.provenDead());
        } else if (answer.decision() == AcceptDecision.NOT_A_VOTER) {
            running.bystanders.add(from);
        } else if (answer.decision() == AcceptDecision.TERM_TOO_LOW) {
            revote = around.known(from).name() + " promised a higher term";
        } else if (answer.decision() == AcceptDecision.HELD_BACK) {
            announceBlocker(running, from, answer.waitingFor());
        }
        if (news && !from.equals(around.self())) {
            send(installed, running, nowNanos);
        }
    }

    private void announceBlocker(Ballot running, MemberId from, @Nullable MemberId blocker) {
        if (blocker != null && running.announcedBlockers.add(blocker)) {
            around.emit(new MembershipEvent.SuccessorHeldBack(
                    running.proposal.epoch(), around.known(from), around.known(blocker)));
        }
    }

    private boolean isChosen(Configuration<B> installed, Ballot running) {
        if (running.accepted.containsKey(around.self())) {
            running.accepted.put(around.self(), detector.provenDead());
        }
        return Quorum.reached(ConfigurationChain.voterIds(installed), running.accepted);
    }

    /** A member promised a term above this one; whatever it is asked to accept it refuses. */
    void outbid(MemberId by, long promised) {
        if (leads && promised > term && revote == null) {
            revote = around.known(by).name() + " promised a higher term";
        }
    }

    /** A configuration is installed; this member goes on leading if the same voters decide the next one. */
    void installed(@Nullable Configuration<B> before, Configuration<B> now, long nowNanos) {
        ballot = null;
        attachments.clear();
        covered = Set.of();
        // What others ask for this epoch must get in, or a leader with a step of its own would void it for ever.
        planNanos = nowNanos + around.settings.gatherWindowNanos();
        gatherUntilNanos = nowNanos;
        if (leads && (before == null || Acceptor.changesVoters(before, now))) {
            leads = false;
            revote = "the voters changed";
        }
    }

    /** Ends this member's leadership, and its wish for another vote. */
    void stop() {
        leads = false;
        revote = null;
        ballot = null;
    }
}
