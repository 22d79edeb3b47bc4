package io.peergrid.partition;

import io.peergrid.partition.SlotPositions.Position;

/** Rules of promotion with one decision wrong each, under the names of protocol 3.1. */
public final class UnsafePromotion {
    private UnsafePromotion() {}

    public static PromotionRules promoteBySeqOnly() {
        return new PromotionRules() {
            @Override
            int compare(Position a, Position b) {
                return Long.compare(a.seq(), b.seq());
            }
        };
    }

    public static PromotionRules eligibleAlways() {
        return new PromotionRules() {
            @Override
            boolean staysEligible(int inSync, int effectiveMinInSync) {
                return true;
            }
        };
    }

    /** Whoever asked once is granted it later, too. */
    public static PromotionRules grantsForOldEpochs() {
        return new PromotionRules() {
            @Override
            boolean mayGrant(long requestEpoch, long currentEpoch) {
                return true;
            }
        };
    }
}
