package io.peergrid.membership;

import io.peergrid.membership.BodyRules.BodyRequest;
import io.peergrid.membership.MembershipMessage.Ask;
import io.peergrid.membership.MembershipMessage.Chosen;
import io.peergrid.membership.MembershipMessage.Full;
import io.peergrid.membership.MembershipMessage.Heartbeat;
import io.peergrid.membership.MembershipMessage.Leave;
import io.peergrid.membership.MembershipMessage.Pull;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.ProcessWitness;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Holds the parts of one member's agreement together: what is due when, and what an installed configuration means. */
final class Participant<B> {
    private static final long WALL_JUMP_MILLIS = 500;
    private static final long MAJORITY_GRACE_NANOS = 300_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final Surroundings<B> around;
    private final FailureDetector<B> detector;
    private final LeaseKeeper<B> leases;
    private final LeasePromises<B> promises;
    private final Acceptor<B> acceptor;
    private final LeaderView<B> view;
    private final Election<B> election;
    private final Leadership<B> leadership;
    private final Intake intake = new Intake();
    private final Founding<B> founding;
    private final Joining<B> joining;
    private final OtherClusters otherClusters;
    private boolean started;
    private boolean leaving;
    private volatile boolean left;
    private long lingerUntilNanos;
    private long polledNanos;
    private long heartbeatNanos;
    private long pulledNanos;
    private @Nullable Long wallMillis;
    private long wallNanos;
    private volatile String majorityStatus = "this member has not joined a cluster";

    Participant(Surroundings<B> around, ProcessWitness witness) {
        this.around = around;
        detector = new FailureDetector<>(around, witness);
        leases = new LeaseKeeper<>(around, detector);
        promises = new LeasePromises<>(around, detector);
        acceptor = new Acceptor<>(around, detector, leases, promises);
        view = new LeaderView<>(around, detector);
        election = new Election<>(around, detector, acceptor);
        leadership = new Leadership<>(around, detector, acceptor, intake);
        founding = new Founding<>(around);
        joining = new Joining<>(around, founding);
        otherClusters = new OtherClusters(around);
    }

    FailureDetector<B> detector() {
        return detector;
    }

    LeaseKeeper<B> leases() {
        return leases;
    }

    LeasePromises<B> promises() {
        return promises;
    }

    Acceptor<B> acceptor() {
        return acceptor;
    }

    LeaderView<B> view() {
        return view;
    }

    Election<B> election() {
        return election;
    }

    Leadership<B> leadership() {
        return leadership;
    }

    Intake intake() {
        return intake;
    }

    Founding<B> founding() {
        return founding;
    }

    Joining<B> joining() {
        return joining;
    }

    void start(long nowNanos) {
        started = true;
        polledNanos = nowNanos;
        heartbeatNanos = nowNanos;
        pulledNanos = nowNanos - around.settings.downAfterNanos();
        detector.start(nowNanos);
        leases.start(nowNanos);
        poll(nowNanos);
    }

    boolean hasLeft() {
        return left;
    }

    boolean isLeaving() {
        return leaving;
    }

    private boolean isListed() {
        Configuration<B> installed = around.chain.installed();
        return installed != null && installed.lists(around.self());
    }

    void poll(long nowNanos) {
        if (!started || left) {
            return;
        }
        noticePause(nowNanos);
        boolean due = nowNanos - heartbeatNanos >= 0;
        if (due) {
            heartbeatNanos = nowNanos + around.settings.heartbeatNanos();
        }
        if (isListed()) {
            pollListed(due, nowNanos);
        } else if (leaving) {
            if (nowNanos - lingerUntilNanos >= 0) {
                finishLeaving();
            }
        } else if (due) {
            lookForCluster(nowNanos);
        }
    }

    private void noticePause(long nowNanos) {
        long gap = nowNanos - polledNanos;
        polledNanos = nowNanos;
        if (gap > around.settings.leaseNanos()) {
            leases.paused("this member stood still for " + gap / NANOS_PER_MILLI + " ms", nowNanos);
            detector.paused(nowNanos);
            around.emit(new MembershipEvent.Paused(gap, "this member stood still"));
        }
    }

    /** The monotonic clock stands still while a machine sleeps; the wall clock does not (protocol 2.1). */
    void checkWallClock(long nowNanos, long nowMillis) {
        Long before = wallMillis;
        if (before != null) {
            long jump = nowMillis - before - (nowNanos - wallNanos) / NANOS_PER_MILLI;
            if (jump > WALL_JUMP_MILLIS) {
                leases.paused("the machine slept or its wall clock jumped", nowNanos);
                detector.paused(nowNanos);
                around.emit(new MembershipEvent.Paused(jump * NANOS_PER_MILLI, "the wall clock jumped"));
            }
        }
        wallMillis = nowMillis;
        wallNanos = nowNanos;
    }

    private void lookForCluster(long nowNanos) {
        joining.ask(nowNanos);
        if (around.chain.installed() == null) {
            Configuration<B> first = founding.poll(nowNanos);
            if (first != null) {
                install(first, null, nowNanos);
                around.send(
                        ConfigurationChain.ids(first.members()),
                        new Full(ConfigurationCodec.encode(first, around.bodies)));
                advance(nowNanos);
            }
        }
    }

    private void pollListed(boolean due, long nowNanos) {
        detector.tick(nowNanos);
        if (due) {
            detector.checkProofs(installedOrFail());
            otherClusters.look(installedOrFail(), nowNanos);
        }
        boolean news = detector.takeChange();
        if (due || news) {
            sendHeartbeats(nowNanos);
        }
        leases.tick(nowNanos);
        view.tick(nowNanos);
        if (leaving && due) {
            askToLeave(nowNanos);
        }
        advance(nowNanos);
    }

    private Configuration<B> installedOrFail() {
        Configuration<B> installed = around.chain.installed();
        if (installed == null) {
            throw new IllegalStateException("no configuration");
        }
        return installed;
    }

    private void sendHeartbeats(long nowNanos) {
        long sequence = leases.open(nowNanos);
        Heartbeat heartbeat =
                new Heartbeat(sequence, leadership.term(), leases.asks(nowNanos), detector.report(nowNanos));
        around.send(detector.watched(), heartbeat);
        leases.count(nowNanos);
        describeMajority(nowNanos);
    }

    /** Moves vote, leadership and proposal on as far as they go at this moment. */
    void advance(long nowNanos) {
        if (!isListed() || left) {
            return;
        }
        Configuration<B> installed = installedOrFail();
        Set<MemberId> dead = detector.dead(installed, nowNanos);
        if (leadership.leads() && !leases.hasMajorityWithin(around.settings.downAfterNanos(), nowNanos)) {
            leadership.stop();
            view.lost("no majority answers it");
        }
        Election.Victory victory = election.poll(installed, cause(installed, dead, nowNanos), dead, nowNanos);
        if (victory != null) {
            leadership.begin(installed, victory, nowNanos);
            view.claimed(around.self(), victory.term(), nowNanos);
            sendHeartbeats(nowNanos);
        }
        Proposal chosen = leadership.poll(installed, dead, nowNanos);
        if (chosen != null) {
            installChosen(installed, chosen, nowNanos);
        }
        boolean over = !leadership.leads() && !leadership.awaitsVote() && !election.isRunning();
        if (over && around.self().equals(view.leader())) {
            view.lost("a higher term was voted for");
        }
    }

    private Election.@Nullable Cause cause(Configuration<B> installed, Set<MemberId> dead, long nowNanos) {
        if (!ConfigurationChain.voterIds(installed).contains(around.self())) {
            return null;
        }
        String revote = leadership.revoteReason(installed, dead, nowNanos);
        if (revote != null) {
            return new Election.Cause(revote, true, true, false);
        } else if (leadership.leads()) {
            return null;
        } else if (around.safety.finishesAccepted()
                && acceptor.holdsUnfinished(around.settings.downAfterNanos(), nowNanos)) {
            return new Election.Cause("an accepted successor was not finished", false, false, true);
        } else if (view.leader() == null) {
            return new Election.Cause("there is no leader", isFirstLivingVoter(installed), false, false);
        }
        return null;
    }

    /** One member need not wait for others to go first; a wrong guess costs a round. */
    private boolean isFirstLivingVoter(Configuration<B> installed) {
        for (Member member : installed.members()) {
            if (member.voter() && member.status() != Member.Status.DOWN && !detector.suspects(member.id())) {
                return member.id().equals(around.self());
            }
        }
        return false;
    }

    private void installChosen(Configuration<B> before, Proposal chosen, long nowNanos) {
        Configuration<B> now = around.chain.successor(chosen);
        install(now, chosen, nowNanos);
        Set<MemberId> old = new TreeSet<>(ConfigurationChain.ids(before.members()));
        around.send(old, new Chosen(List.of(chosen)));
        Set<MemberId> newcomers = new TreeSet<>(ConfigurationChain.ids(now.members()));
        newcomers.removeAll(old);
        if (!newcomers.isEmpty()) {
            around.send(newcomers, new Full(ConfigurationCodec.encode(now, around.bodies)));
        }
    }

    /** Takes chosen successors, as far as they follow what is installed. */
    void chosen(Chosen chosen, long nowNanos) {
        for (Proposal proposal : chosen.proposals()) {
            if (around.chain.follows(proposal)) {
                install(around.chain.successor(proposal), proposal, nowNanos);
            }
        }
        advance(nowNanos);
    }

    /** Takes a whole configuration, if it is newer than what is installed or gives this member its first place. */
    void full(Full full, long nowNanos) {
        Configuration<B> offered = ConfigurationCodec.decode(full.configuration(), around.bodies);
        Configuration<B> installed = around.chain.installed();
        boolean taken = installed == null
                ? offered.lists(around.self()) && founding.takes(offered)
                : offered.clusterId().equals(installed.clusterId())
                        && (offered.lineage() > installed.lineage()
                                || (offered.lineage() == installed.lineage() && offered.epoch() > installed.epoch()));
        if (taken) {
            install(offered, null, nowNanos);
            advance(nowNanos);
        }
    }

    /** Puts a chosen configuration in place (I4, I5). */
    private void install(Configuration<B> now, @Nullable Proposal by, long nowNanos) {
        Configuration<B> before = around.chain.installed();
        boolean skipped = before == null || now.epoch() != before.epoch() + 1 || now.lineage() != before.lineage();
        boolean votersChanged = before == null || Acceptor.changesVoters(before, now);
        boolean led = leadership.leads();
        around.chain.install(now, by);
        around.versions().installed(before, now);
        acceptor.installed(now.epoch());
        if (around.safety.inheritsPromises(votersChanged, skipped)) {
            promises.inherit(around.safety.inherited(around.bodies, now), nowNanos);
        }
        promises.installed(nowNanos);
        leases.installed(!votersChanged && !skipped);
        detector.watch(now, nowNanos);
        view.installed(now);
        election.reset();
        leadership.installed(before, now, nowNanos);
        intake.installed(now);
        around.roles.installed(before, now);
        announce(before, now, nowNanos);
        if (now.lists(around.self())) {
            sendHeartbeats(nowNanos);
        } else {
            withoutPlace(now, led, nowNanos);
        }
    }

    private void announce(@Nullable Configuration<B> before, Configuration<B> now, long nowNanos) {
        around.emit(new MembershipEvent.ConfigurationInstalled(
                before == null ? -1 : before.epoch(),
                now,
                before == null ? List.of() : Changes.between(before, now.wireVersion(), now.members())));
        boolean wasListed = before != null && before.lists(around.self());
        if (now.lists(around.self()) && !wasListed) {
            joining.joined();
            if (now.epoch() > 0) {
                election.standAside(around.settings.minimumElectionNanos(), nowNanos);
            }
            around.emit(new MembershipEvent.Joined(now.epoch()));
        }
    }

    private void withoutPlace(Configuration<B> now, boolean led, long nowNanos) {
        leases.drop("this member has no place in the configuration");
        leadership.stop();
        majorityStatus = "this member is not part of the cluster any more";
        if (leaving) {
            lingerUntilNanos = nowNanos + (led ? 2 * around.settings.heartbeatNanos() : 0);
        } else {
            around.emit(new MembershipEvent.Removed(now.epoch()));
        }
    }

    void leave(long nowNanos) {
        if (leaving) {
            return;
        }
        leaving = true;
        Configuration<B> installed = around.chain.installed();
        lingerUntilNanos = nowNanos;
        if (installed == null || !isListed() || installed.members().size() == 1) {
            finishLeaving();
        } else {
            askToLeave(nowNanos);
        }
    }

    private void askToLeave(long nowNanos) {
        Configuration<B> installed = installedOrFail();
        if (installed.members().size() == 1) {
            finishLeaving();
        } else {
            toLeader(new Leave(around.self(), false), nowNanos);
        }
    }

    private void finishLeaving() {
        leases.drop("this member left");
        left = true;
        around.emit(new MembershipEvent.Left(around.chain.epoch()));
    }

    void ask(Ask ask, long nowNanos) {
        toLeader(ask, nowNanos);
    }

    /** Brings an own wish to the leader: directly, or through everybody if this member knows none. */
    private void toLeader(MembershipMessage message, long nowNanos) {
        Configuration<B> installed = around.chain.installed();
        if (installed == null) {
            return;
        }
        MemberId leader = view.leader();
        if (leadership.leads()) {
            admit(message, nowNanos);
        } else if (leader != null) {
            around.send(leader, message);
        } else {
            around.send(ConfigurationChain.voterIds(installed), message);
        }
    }

    /** The leader takes a wish in. */
    void admit(MembershipMessage message, long nowNanos) {
        if (message instanceof Ask ask) {
            intake.request(new BodyRequest(ask.from(), ask.epoch(), ask.content()));
        } else if (message instanceof Leave leave) {
            intake.leave(leave.member());
        } else if (message instanceof MembershipMessage.Join join) {
            intake.join(join.member(), nowNanos);
        }
        leadership.wake(nowNanos);
    }

    void appeared(MemberId peer, long nowNanos) {
        if (started && !isListed() && !peer.equals(around.self())) {
            heartbeatNanos = nowNanos;
            poll(nowNanos);
        }
    }

    void disappeared(MemberId peer, long nowNanos) {
        detector.disappeared(peer, nowNanos);
        poll(nowNanos);
    }

    void pull(MemberId from, long nowNanos) {
        if (nowNanos - pulledNanos >= around.settings.resendNanos()) {
            pulledNanos = nowNanos;
            around.send(from, new Pull());
        }
    }

    boolean lacksMajority(long nowNanos) {
        return around.chain.installed() == null
                || !leases.hasMajorityWithin(around.settings.leaseNanos() + MAJORITY_GRACE_NANOS, nowNanos);
    }

    String majorityStatus() {
        return majorityStatus;
    }

    private void describeMajority(long nowNanos) {
        if (leases.hasMajorityWithin(around.settings.leaseNanos(), nowNanos)) {
            majorityStatus = "a majority answers";
            return;
        }
        Configuration<B> installed = installedOrFail();
        List<Member> silent = installed.voters().stream()
                .filter(m -> !m.id().equals(around.self())
                        && !detector.answeredWithin(m.id(), around.settings.leaseNanos(), nowNanos))
                .toList();
        int voters = installed.voters().size();
        int answering = voters - silent.size();
        majorityStatus = answering >= Quorum.majority(voters)
                ? "a majority answers, but none of this member's last heartbeats in time"
                : "no majority: " + answering + " of " + voters + " voters answer, " + Quorum.majority(voters)
                        + " are needed; waiting for "
                        + String.join(", ", silent.stream().map(Member::name).toList());
    }
}
