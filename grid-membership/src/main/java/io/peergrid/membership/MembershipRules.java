package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import java.util.Set;

/**
 * The decisions on which safety and progress of the agreement rest, one method each, so that a test can turn one of them
 * off and see that the simulation notices. There is one instance for use: {@link #standard()}; others can only be made
 * inside this package.
 */
public class MembershipRules {
    private static final MembershipRules STANDARD = new MembershipRules();

    MembershipRules() {}

    /** The rules as specified. */
    public static MembershipRules standard() {
        return STANDARD;
    }

    /** A lease counts from when the heartbeat left, not from when it was answered (protocol 2.5). */
    long leaseEnd(long sentNanos, long answeredNanos, long leaseNanos) {
        return sentNanos + leaseNanos;
    }

    /** Who did not give the promises of before must assume that they were given (protocol 2.5). */
    boolean inheritsPromises(boolean votersChanged, boolean skipped) {
        return votersChanged || skipped;
    }

    /** Whose leases are assumed on inheritance. */
    <B> Set<MemberId> inherited(BodyRules<B> rules, Configuration<B> configuration) {
        return rules.roleHolders(configuration.body());
    }

    /** Whose promises or consent a successor has to wait for. */
    <B> Set<MemberId> losers(BodyRules<B> rules, Configuration<B> before, Configuration<B> after) {
        return rules.losers(before.body(), after.body());
    }

    /** At most one vote a term (I2). */
    boolean mayVote(long term, long promisedTerm) {
        return term > promisedTerm;
    }

    /** A term is an attempt, an epoch is a result (protocol 2.3). */
    long nextTerm(long highestTermSeen, long installedEpoch) {
        return highestTermSeen + 1;
    }

    /** What may have been chosen must be proposed again (I1). */
    boolean reproposesAccepted() {
        return true;
    }

    /** Nobody behind an accepted successor is promised anything (protocol 2.5). */
    boolean promisesTo(long requesterEpoch, long highestAcceptedEpoch) {
        return requesterEpoch >= highestAcceptedEpoch;
    }

    /** A member asks no more of others than of itself: behind an accepted successor its own promise does not count. */
    boolean countsItself(long installedEpoch, long highestAcceptedEpoch) {
        return installedEpoch >= highestAcceptedEpoch;
    }

    /** Who accepted such a successor has no lease until it installs one (protocol 2.5). */
    boolean voidsLease(boolean losesRole, boolean votersChange) {
        return losesRole || votersChange;
    }

    /** A half-accepted successor must be finished by somebody (protocol 2.3). */
    boolean finishesAccepted() {
        return true;
    }

    /** Only an answer to an own heartbeat shows that a member is up; hearing it does not (protocol 2.4). */
    boolean provesLife(boolean answersOwnHeartbeat) {
        return answersOwnHeartbeat;
    }

    /** A form that somebody does not read yet must not be written, and what was written must stay readable (I29). */
    int nextWireVersion(int current, int leastNewest, int leadersNewest) {
        return Math.max(current, leastNewest);
    }

    /** Who makes a proposal wait is promised nothing more (protocol 2.5). */
    boolean withholdsWhileHoldingBack() {
        return true;
    }
}
