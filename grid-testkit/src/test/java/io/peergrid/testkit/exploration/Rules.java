package io.peergrid.testkit.exploration;

import io.peergrid.membership.MembershipRules;
import io.peergrid.membership.UnsafeMembership;
import io.peergrid.partition.PromotionRules;
import io.peergrid.partition.SlotAssignment;
import io.peergrid.partition.SlotTable;
import io.peergrid.partition.UnsafePromotion;
import io.peergrid.ports.MemberId;
import io.peergrid.replication.ReplicationRules;
import io.peergrid.replication.UnsafeReplication;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** The decisions that safety rests on: the product's, or all of them but one, by its name in protocol 3.1. */
record Rules(MembershipRules membership, PromotionRules promotion, ReplicationRules replication) {

    static Rules standard() {
        return new Rules(MembershipRules.standard(), PromotionRules.standard(), ReplicationRules.standard());
    }

    static Rules without(String rule) {
        return switch (rule) {
            case "leaseFromReceiveTime" -> with(UnsafeMembership.leaseFromReceiveTime());
            case "oneNumberForTermAndEpoch" -> with(UnsafeMembership.oneNumberForTermAndEpoch());
            case "noRepropose" -> with(UnsafeMembership.noRepropose());
            case "grantToOldEpoch" -> with(UnsafeMembership.grantToOldEpoch());
            case "narrowPromise" -> with(UnsafeMembership.narrowPromise(Rules::lostPrimaries));
            case "promoteBySeqOnly" -> with(UnsafePromotion.promoteBySeqOnly());
            case "eligibleAlways" -> with(UnsafePromotion.eligibleAlways());
            case "grantsForOldEpochs" -> with(UnsafePromotion.grantsForOldEpochs());
            default ->
                new Rules(MembershipRules.standard(), PromotionRules.standard(), UnsafeReplication.without(rule));
        };
    }

    private static Rules with(MembershipRules membership) {
        return new Rules(membership, PromotionRules.standard(), ReplicationRules.standard());
    }

    private static Rules with(PromotionRules promotion) {
        return new Rules(MembershipRules.standard(), promotion, ReplicationRules.standard());
    }

    private static Set<MemberId> primaries(Object body) {
        MemberId primary = assignment(body).primary();
        return primary == null ? Set.of() : Set.of(primary);
    }

    private static Set<MemberId> lostPrimaries(Object before, Object after) {
        Set<MemberId> lost = new TreeSet<>(primaries(before));
        lost.removeIf(member -> Objects.equals(member, assignment(after).primary()));
        return lost;
    }

    private static SlotAssignment assignment(Object body) {
        return ((SlotTable) body).assignment(0);
    }
}
