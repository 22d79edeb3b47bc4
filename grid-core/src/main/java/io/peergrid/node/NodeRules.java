package io.peergrid.node;

import io.peergrid.membership.MembershipRules;
import io.peergrid.membership.SpokenVersions;
import io.peergrid.near.NearRules;
import io.peergrid.partition.PromotionRules;
import io.peergrid.partition.SlotLayout;
import io.peergrid.replication.ReplicationRules;

/**
 * What is fixed in the product and varied by tests.
 *
 * @param slots the same on all members
 * @param speaks the wire versions of this member
 * @param mayFound whether this member may found the grid from the start; otherwise {@link GridNode#allowFounding}
 */
public record NodeRules(
        SlotLayout slots,
        boolean mayFound,
        SpokenVersions speaks,
        MembershipRules membership,
        PromotionRules promotion,
        ReplicationRules replication,
        NearRules near) {

    /** The product's. */
    public static NodeRules standard() {
        return new NodeRules(
                SlotLayout.STANDARD,
                true,
                SpokenVersions.ofThisCode(Release.name()),
                MembershipRules.standard(),
                PromotionRules.standard(),
                ReplicationRules.standard(),
                NearRules.standard());
    }

    public NodeRules withMayFound(boolean allowed) {
        return new NodeRules(slots, allowed, speaks, membership, promotion, replication, near);
    }

    public NodeRules withSlots(SlotLayout layout) {
        return new NodeRules(layout, mayFound, speaks, membership, promotion, replication, near);
    }

    /** As members of another release are. */
    public NodeRules withSpoken(SpokenVersions versions) {
        return new NodeRules(slots, mayFound, versions, membership, promotion, replication, near);
    }
}
