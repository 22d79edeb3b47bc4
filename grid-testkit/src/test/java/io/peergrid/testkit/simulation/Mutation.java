package io.peergrid.testkit.simulation;

import io.peergrid.membership.MembershipRules;
import io.peergrid.membership.UnsafeMembership;
import io.peergrid.near.NearRules;
import io.peergrid.near.UnsafeNearCopies;
import io.peergrid.node.NodeRules;
import io.peergrid.partition.PromotionRules;
import io.peergrid.partition.SlotTable;
import io.peergrid.partition.UnsafePromotion;
import io.peergrid.ports.MemberId;
import io.peergrid.replication.ReplicationRules;
import io.peergrid.replication.UnsafeReplication;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.LongSupplier;

/** Whole members of which one rule is turned off. */
@SuppressWarnings("ImmutableEnumChecker") // Rules have no state.
enum Mutation {
    ACK_ON_TIMEOUT("ackOnTimeout"),
    SHRINK_BEFORE_CHOSEN("shrinkBeforeChosen"),
    ADD_WITHOUT_ACK_SET("addWithoutAckSet"),
    NO_BARRIER("noBarrier"),
    NO_PREV_CHECK("noPrevCheck"),
    NO_FENCE("noFence"),
    APPLY_BEFORE_COMMIT("applyBeforeCommit"),
    NEGATIVE_BEFORE_COMMIT("negativeBeforeCommit"),
    NO_PENDING_CHECK("noPendingCheck"),
    WATERMARK_RECEIVED("watermarkReceived"),
    COMMIT_BELOW_MIN("commitBelowMin"),
    NO_READ_STAMP("noReadStamp"),
    REPLICA_READ_NO_LEASE("replicaReadNoLease"),
    LEARNER_READS("learnerReads"),
    CONSENT_KEEPS_READING("consentKeepsReading"),
    NO_RECORDS("noRecords"),
    LEASE_FROM_RECEIVE_TIME(UnsafeMembership.leaseFromReceiveTime()),
    NO_LEASE_INHERITANCE(UnsafeMembership.noLeaseInheritance()),
    ONE_NUMBER_FOR_TERM_AND_EPOCH(UnsafeMembership.oneNumberForTermAndEpoch()),
    NO_REPROPOSE(UnsafeMembership.noRepropose()),
    GRANT_TO_OLD_EPOCH(UnsafeMembership.grantToOldEpoch()),
    NARROW_PROMISE(UnsafeMembership.narrowPromise(Mutation::lostPrimaries)),
    NARROW_INHERITANCE(UnsafeMembership.narrowInheritance(Mutation::primaries)),
    LEASE_ACROSS_MEMBERSHIP(UnsafeMembership.leaseAcrossMembership()),
    NEVER_FINISH_ACCEPTED(UnsafeMembership.neverFinishAccepted()),
    LEADERS_OWN_VERSION(UnsafeMembership.leadersOwnVersion()),
    ONE_WAY_HEARD(UnsafeMembership.oneWayHeard()),
    NO_HOLD_BACK(UnsafeMembership.noHoldBack()),
    PROMOTE_BY_SEQ_ONLY(UnsafePromotion.promoteBySeqOnly()),
    ELIGIBLE_ALWAYS(UnsafePromotion.eligibleAlways()),
    GRANTS_FOR_OLD_EPOCHS(UnsafePromotion.grantsForOldEpochs()),
    NEAR_LATE_PROOF(UnsafeNearCopies.provenOnArrival()),
    NEAR_GAPS(UnsafeNearCopies.goesOnAfterGaps()),
    NEAR_ANY_EPOCH(UnsafeNearCopies.answersOfAnyEpoch()),
    NEAR_SILENCE(UnsafeNearCopies.silenceIsProof()),
    NEAR_LATE_FILLS(UnsafeNearCopies.fillsInSpiteOfChanges()),
    NEAR_OLD_REIGN(UnsafeNearCopies.copiesOutliveReigns()),
    NEAR_NO_LEASE(UnsafeNearCopies.answersWithoutLease()),
    NEAR_COOLED(UnsafeNearCopies.cooledKeysKeepCopies()),
    NEAR_STOPPED(UnsafeNearCopies.stoppedSlotsAreServed()),
    /** A restarted process goes on under the id of the life before. */
    SAME_INCARNATION(MembershipRules.standard());

    private final NodeRules rules;

    Mutation(String replicationRule) {
        this(
                MembershipRules.standard(),
                PromotionRules.standard(),
                UnsafeReplication.without(replicationRule),
                NearRules.standard());
    }

    Mutation(MembershipRules membership) {
        this(membership, PromotionRules.standard(), ReplicationRules.standard(), NearRules.standard());
    }

    Mutation(PromotionRules promotion) {
        this(MembershipRules.standard(), promotion, ReplicationRules.standard(), NearRules.standard());
    }

    Mutation(NearRules near) {
        this(MembershipRules.standard(), PromotionRules.standard(), ReplicationRules.standard(), near);
    }

    Mutation(MembershipRules membership, PromotionRules promotion, ReplicationRules replication, NearRules near) {
        NodeRules standard = NodeRules.standard();
        rules = new NodeRules(
                standard.slots(), standard.mayFound(), standard.speaks(), membership, promotion, replication, near);
    }

    SimulationReport run(long seed) {
        if (this == SAME_INCARNATION) {
            return new WholeMemberSimulation(seed, Set.of(), rules, ReusedIdTransport::new, false).run();
        }
        return new WholeMemberSimulation(seed, Set.of(), rules, false).run();
    }

    /** As {@link #run}, with clients that use one type more than anything else. */
    SimulationReport run(Function<LongSupplier, SimulatedType> only, long seed) {
        return WholeMemberSimulation.with(only, seed, rules).run();
    }

    private static Set<MemberId> primaries(Object table) {
        Set<MemberId> primaries = new TreeSet<>();
        ((SlotTable) table).ranges().forEach(range -> {
            MemberId primary = range.assignment().primary();
            if (primary != null) {
                primaries.add(primary);
            }
        });
        return primaries;
    }

    private static Set<MemberId> lostPrimaries(Object before, Object after) {
        Set<MemberId> losers = new TreeSet<>();
        for (int slot = 0; slot < ((SlotTable) before).slotCount(); slot++) {
            MemberId primary = ((SlotTable) before).assignment(slot).primary();
            if (primary != null
                    && !primary.equals(((SlotTable) after).assignment(slot).primary())) {
                losers.add(primary);
            }
        }
        return losers;
    }
}
