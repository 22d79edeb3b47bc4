package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whom this member takes for the leader: the one that claimed the highest term, as long as it keeps claiming it. */
final class LeaderView<B> {
    private final Surroundings<B> around;
    private final FailureDetector<B> detector;
    private @Nullable MemberId leader;
    private long term;
    private long claimedNanos;

    LeaderView(Surroundings<B> around, FailureDetector<B> detector) {
        this.around = around;
        this.detector = detector;
    }

    @Nullable
    MemberId leader() {
        return leader;
    }

    long term() {
        return term;
    }

    /** A member claims to lead a term that is not below what this member promised. */
    void claimed(MemberId by, long claimedTerm, long nowNanos) {
        boolean news = !by.equals(leader) || claimedTerm != term;
        leader = by;
        term = claimedTerm;
        claimedNanos = nowNanos;
        if (news && !by.equals(around.self())) {
            around.emit(
                    new MembershipEvent.LeaderElected(claimedTerm, around.chain.epoch(), around.known(by), List.of()));
        }
    }

    void lost(String reason) {
        MemberId before = leader;
        leader = null;
        if (before != null) {
            around.emit(new MembershipEvent.LeaderLost(term, around.known(before), reason));
        }
    }

    void installed(Configuration<B> now) {
        MemberId before = leader;
        if (before != null && !now.lists(before)) {
            lost("it left the configuration");
        }
    }

    void tick(long nowNanos) {
        MemberId before = leader;
        if (before == null || before.equals(around.self())) {
            return;
        }
        if (detector.suspects(before)) {
            lost("suspected to be down");
        } else if (nowNanos - claimedNanos > around.settings.downAfterNanos()) {
            lost("it does not claim to lead any more");
        }
    }

    /** Whether another member that leads answered this one lately: then nobody else gets this member's vote. */
    boolean keepsFrom(MemberId candidate, boolean leadsItself, long nowNanos) {
        MemberId now = leader;
        if (now == null || now.equals(candidate)) {
            return false;
        }
        return now.equals(around.self())
                ? leadsItself
                : detector.answeredWithin(now, around.settings.minimumElectionNanos(), nowNanos);
    }
}
