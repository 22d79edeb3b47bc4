package io.peergrid.membership;

import io.peergrid.ports.MemberId;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Rules of the agreement with one decision wrong each, under the names of protocol 3.1, for members that hold slots. */
public final class UnsafeMembership {
    private UnsafeMembership() {}

    public static MembershipRules leaseFromReceiveTime() {
        return new MembershipRules() {
            @Override
            long leaseEnd(long sentNanos, long answeredNanos, long leaseNanos) {
                return answeredNanos + leaseNanos;
            }
        };
    }

    public static MembershipRules noLeaseInheritance() {
        return new MembershipRules() {
            @Override
            boolean inheritsPromises(boolean votersChanged, boolean skipped) {
                return false;
            }
        };
    }

    /** A second attempt at an epoch has the number of the first, so who voted in the first votes in it again. */
    public static MembershipRules oneNumberForTermAndEpoch() {
        return new MembershipRules() {
            @Override
            long nextTerm(long highestTermSeen, long installedEpoch) {
                return installedEpoch + 1;
            }

            @Override
            boolean mayVote(long term, long promisedTerm) {
                return term >= promisedTerm;
            }
        };
    }

    public static MembershipRules noRepropose() {
        return new MembershipRules() {
            @Override
            boolean reproposesAccepted() {
                return false;
            }
        };
    }

    public static MembershipRules grantToOldEpoch() {
        return new MembershipRules() {
            @Override
            boolean promisesTo(long requesterEpoch, long highestAcceptedEpoch) {
                return true;
            }
        };
    }

    /** Only those who lose the first of their roles are waited for, not those who lose a place in sync. */
    public static MembershipRules narrowPromise(BiFunction<Object, Object, Set<MemberId>> lostPrimaries) {
        return new MembershipRules() {
            @Override
            <B> Set<MemberId> losers(BodyRules<B> rules, Configuration<B> before, Configuration<B> after) {
                return lostPrimaries.apply(before.body(), after.body());
            }
        };
    }

    public static MembershipRules narrowInheritance(Function<Object, Set<MemberId>> primaries) {
        return new MembershipRules() {
            @Override
            <B> Set<MemberId> inherited(BodyRules<B> rules, Configuration<B> configuration) {
                return primaries.apply(configuration.body());
            }
        };
    }

    public static MembershipRules leaseAcrossMembership() {
        return new MembershipRules() {
            @Override
            boolean countsItself(long installedEpoch, long highestAcceptedEpoch) {
                return true;
            }

            @Override
            boolean voidsLease(boolean losesRole, boolean votersChange) {
                return losesRole;
            }
        };
    }

    public static MembershipRules neverFinishAccepted() {
        return new MembershipRules() {
            @Override
            boolean finishesAccepted() {
                return false;
            }
        };
    }

    public static MembershipRules oneWayHeard() {
        return new MembershipRules() {
            @Override
            boolean provesLife(boolean answersOwnHeartbeat) {
                return true;
            }
        };
    }

    public static MembershipRules noHoldBack() {
        return new MembershipRules() {
            @Override
            boolean withholdsWhileHoldingBack() {
                return false;
            }
        };
    }

    public static MembershipRules leadersOwnVersion() {
        return new MembershipRules() {
            @Override
            int nextWireVersion(int current, int leastNewest, int leadersNewest) {
                return Math.max(current, leadersNewest);
            }
        };
    }
}
