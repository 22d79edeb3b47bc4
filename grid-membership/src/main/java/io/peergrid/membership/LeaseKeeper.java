package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * This member's own lease: rounds of heartbeats, and what a majority promised in answer. See
 * {@code docs/protocols/leases.md}.
 */
final class LeaseKeeper<B> {
    /** Rounds whose answers still count; older ones could not extend a lease any more. */
    private static final int ROUNDS = 16;

    private final Surroundings<B> around;
    private final FailureDetector<B> detector;
    private final Lease lease = new Lease();
    private final TreeMap<Long, Round> rounds = new TreeMap<>();
    private long sequence;
    private boolean voided;
    private @Nullable Long asksFrom;
    private boolean held;
    private long highestAccepted = -1;
    private volatile long majorityNanos;
    private volatile boolean answered;

    private static final class Round {
        final long sentNanos;
        final boolean asks;
        final Map<MemberId, Set<MemberId>> answers = new TreeMap<>();
        final Map<MemberId, Set<MemberId>> promises = new TreeMap<>();

        Round(long sentNanos, boolean asks) {
            this.sentNanos = sentNanos;
            this.asks = asks;
        }
    }

    LeaseKeeper(Surroundings<B> around, FailureDetector<B> detector) {
        this.around = around;
        this.detector = detector;
    }

    void start(long nowNanos) {
        majorityNanos = nowNanos;
    }

    Lease lease() {
        return lease;
    }

    /** Send time of the newest heartbeat that a majority answered, whether it promised anything or not. Any thread. */
    long majorityNanos() {
        return majorityNanos;
    }

    /** Whether a majority has answered any heartbeat of this member yet. Any thread. */
    boolean answeredOnce() {
        return answered;
    }

    boolean hasMajorityWithin(long nanos, long nowNanos) {
        return nowNanos - majorityNanos <= nanos;
    }

    /** Begins a round of heartbeats; the one with the returned number. */
    long open(long nowNanos) {
        rounds.put(++sequence, new Round(nowNanos, asks(nowNanos)));
        if (rounds.size() > ROUNDS) {
            rounds.pollFirstEntry();
        }
        return sequence;
    }

    /** Whether a promise is wanted: only who holds data has anything to serve. */
    boolean asks(long nowNanos) {
        Long from = asksFrom;
        return !voided && around.presented().data() && (from == null || nowNanos - from >= 0);
    }

    /** When the heartbeat was sent, or null if it was too long ago. */
    @Nullable
    Long sentNanos(long round) {
        Round known = rounds.get(round);
        return known == null ? null : known.sentNanos;
    }

    void answered(MemberId from, MembershipMessage.HeartbeatAnswer answer, long nowNanos) {
        Round round = rounds.get(answer.sequence());
        if (round != null) {
            round.answers.put(from, answer.report().provenDead());
            if (answer.lease() == MembershipMessage.LeaseAnswer.PROMISED) {
                round.promises.put(from, answer.report().provenDead());
            }
            count(nowNanos);
        }
    }

    /** Extends the lease to what the newest promised round gives. */
    void count(long nowNanos) {
        Configuration<B> installed = around.chain.installed();
        if (installed == null) {
            return;
        }
        Set<MemberId> voters = ConfigurationChain.voterIds(installed);
        boolean votes = voters.contains(around.self());
        Set<MemberId> proven = detector.provenDead();
        for (Round round : rounds.descendingMap().values()) {
            if (votes) {
                round.answers.put(around.self(), proven);
            }
            if (round.sentNanos - majorityNanos > 0 && Quorum.reached(voters, round.answers)) {
                majorityNanos = round.sentNanos;
                answered = true;
            }
            if (round.asks && promised(round, voters, votes, proven)) {
                extend(installed, round, nowNanos);
                return;
            }
        }
    }

    private boolean promised(Round round, Set<MemberId> voters, boolean votes, Set<MemberId> proven) {
        if (voided) {
            return false;
        }
        Map<MemberId, Set<MemberId>> promises = new TreeMap<>(round.promises);
        if (votes && mayCountItself()) {
            promises.put(around.self(), proven);
        }
        return Quorum.reached(voters, promises);
    }

    private boolean mayCountItself() {
        return around.safety.countsItself(around.chain.epoch(), highestAccepted);
    }

    private void extend(Configuration<B> installed, Round round, long nowNanos) {
        long end = around.safety.leaseEnd(round.sentNanos, nowNanos, around.settings.leaseNanos());
        if (end - nowNanos <= 0 || (lease.isValid(nowNanos) && end - lease.untilNanos() <= 0)) {
            return;
        }
        lease.extendTo(end);
        if (!held) {
            held = true;
            around.emit(new MembershipEvent.LeaseGained(installed.epoch()));
        }
    }

    /** Notices the end of a lease that was not renewed. */
    void tick(long nowNanos) {
        if (held && !lease.isValid(nowNanos)) {
            lost("no majority renewed it");
        }
    }

    /** This member accepted a successor. */
    void accepted(long epoch, boolean losesRole, boolean votersChange) {
        highestAccepted = Math.max(highestAccepted, epoch);
        if (around.safety.voidsLease(losesRole, votersChange)) {
            voided = true;
            drop(losesRole ? "a successor takes a role from this member" : "a successor changes the voters");
        }
    }

    /** This member was asked to accept its own replacement: it lets its lease run out. */
    void standBack(long nowNanos) {
        asksFrom = nowNanos + around.settings.downAfterNanos();
        rounds.clear();
    }

    /**
     * A configuration is installed.
     *
     * @param keeps whether the same voters decide the next one, so that what they promised before still holds
     */
    void installed(boolean keeps) {
        voided = false;
        asksFrom = null;
        if (!keeps) {
            drop("the voters changed");
        }
    }

    /** This member was not there: it has no lease, and the time in which a majority may be missed begins anew. */
    void paused(String reason, long nowNanos) {
        drop(reason);
        majorityNanos = nowNanos;
    }

    void drop(String reason) {
        rounds.clear();
        lease.drop();
        if (held) {
            lost(reason);
        }
    }

    private void lost(String reason) {
        held = false;
        around.emit(new MembershipEvent.LeaseLost(reason));
    }
}
