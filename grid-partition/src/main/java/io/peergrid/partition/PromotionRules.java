package io.peergrid.partition;

import io.peergrid.partition.SlotPositions.Position;

/** The decisions about in-sync and eligible sets on which the safety of promotion rests (protocol 2.7). */
public class PromotionRules {
    private static final PromotionRules STANDARD = new PromotionRules();

    PromotionRules() {}

    public static PromotionRules standard() {
        return STANDARD;
    }

    /** Positive if {@code a} is fresher: by term, then by sequence number (I18). */
    int compare(Position a, Position b) {
        int byTerm = Long.compare(a.slotTerm(), b.slotTerm());
        return byTerm != 0 ? byTerm : Long.compare(a.seq(), b.seq());
    }

    /**
     * Whether who left the in-sync set stays eligible: true while nothing can commit without it, so that it still holds
     * every committed entry (I15, I21).
     */
    boolean staysEligible(int inSync, int effectiveMinInSync) {
        return inSync < effectiveMinInSync;
    }

    /** Whether a primary's request made for one epoch may be granted in another (I7, I14). */
    boolean mayGrant(long requestEpoch, long currentEpoch) {
        return requestEpoch == currentEpoch;
    }
}
