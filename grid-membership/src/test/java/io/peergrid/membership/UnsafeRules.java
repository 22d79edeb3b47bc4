package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import java.util.Set;

/** Rules with one decision wrong each, to see that the simulation notices. */
@SuppressWarnings("ImmutableEnumChecker") // Rules have no state.
enum UnsafeRules {
    LEASE_FROM_RECEIVE_TIME(new MembershipRules() {
        @Override
        long leaseEnd(long sentNanos, long answeredNanos, long leaseNanos) {
            return answeredNanos + leaseNanos;
        }
    }),
    NO_LEASE_INHERITANCE(new MembershipRules() {
        @Override
        boolean inheritsPromises(boolean votersChanged, boolean skipped) {
            return false;
        }
    }),
    ONE_NUMBER_FOR_TERM_AND_EPOCH(new MembershipRules() {
        @Override
        long nextTerm(long highestTermSeen, long installedEpoch) {
            return installedEpoch + 1;
        }
    }),
    NO_REPROPOSE(new MembershipRules() {
        @Override
        boolean reproposesAccepted() {
            return false;
        }
    }),
    GRANT_TO_OLD_EPOCH(new MembershipRules() {
        @Override
        boolean promisesTo(long requesterEpoch, long highestAcceptedEpoch) {
            return true;
        }
    }),
    NARROW_PROMISE(new MembershipRules() {
        @Override
        <B> Set<MemberId> losers(BodyRules<B> rules, Configuration<B> before, Configuration<B> after) {
            return ToyRules.lostPrimaries((ToyBody) before.body(), (ToyBody) after.body());
        }
    }),
    NARROW_INHERITANCE(new MembershipRules() {
        @Override
        <B> Set<MemberId> inherited(BodyRules<B> rules, Configuration<B> configuration) {
            return ToyRules.primaries((ToyBody) configuration.body());
        }
    }),
    LEASE_ACROSS_MEMBERSHIP(new MembershipRules() {
        @Override
        boolean countsItself(long installedEpoch, long highestAcceptedEpoch) {
            return true;
        }

        @Override
        boolean voidsLease(boolean losesRole, boolean votersChange) {
            return losesRole;
        }
    }),
    NEVER_FINISH_ACCEPTED(new MembershipRules() {
        @Override
        boolean finishesAccepted() {
            return false;
        }
    }),
    ONE_WAY_HEARD(new MembershipRules() {
        @Override
        boolean provesLife(boolean answersOwnHeartbeat) {
            return true;
        }
    }),
    NO_HOLD_BACK(new MembershipRules() {
        @Override
        boolean withholdsWhileHoldingBack() {
            return false;
        }
    }),
    LEADERS_OWN_VERSION(new MembershipRules() {
        @Override
        int nextWireVersion(int current, int leastNewest, int leadersNewest) {
            return Math.max(current, leadersNewest);
        }
    }),
    VOTE_TWICE_IN_A_TERM(new MembershipRules() {
        @Override
        boolean mayVote(long term, long promisedTerm) {
            return term >= promisedTerm;
        }
    });

    final MembershipRules rules;

    UnsafeRules(MembershipRules rules) {
        this.rules = rules;
    }
}
