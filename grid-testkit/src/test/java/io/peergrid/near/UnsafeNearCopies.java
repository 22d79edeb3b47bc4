package io.peergrid.near;

import org.jspecify.annotations.Nullable;

/** Rules of near copies with one turned off each. */
public final class UnsafeNearCopies {
    private UnsafeNearCopies() {}

    public static NearRules provenOnArrival() {
        return new NearRules() {
            @Override
            long provenAt(long askedAt, long answeredAt) {
                return answeredAt;
            }
        };
    }

    public static NearRules goesOnAfterGaps() {
        return new NearRules() {
            @Override
            boolean isWhole(long told, long taken) {
                return true;
            }
        };
    }

    public static NearRules answersOfAnyEpoch() {
        return new NearRules() {
            @Override
            boolean isOfEpoch(long answered, long installed) {
                return true;
            }
        };
    }

    public static NearRules silenceIsProof() {
        return new NearRules() {
            @Override
            boolean isFresh(long sinceProven, long bound) {
                return true;
            }
        };
    }

    public static NearRules fillsInSpiteOfChanges() {
        return new NearRules() {
            @Override
            boolean isUnchanged(int before, int now) {
                return true;
            }
        };
    }

    public static NearRules copiesOutliveReigns() {
        return new NearRules() {
            @Override
            boolean isSameReign(int before, int now) {
                return true;
            }
        };
    }

    public static NearRules answersWithoutLease() {
        return new NearRules() {
            @Override
            boolean needsLease() {
                return false;
            }
        };
    }

    public static NearRules cooledKeysKeepCopies() {
        return new NearRules() {
            @Override
            boolean hasCooled(@Nullable Long before, @Nullable Long now) {
                return false;
            }
        };
    }

    public static NearRules stoppedSlotsAreServed() {
        return new NearRules() {
            @Override
            boolean isServing(boolean serves) {
                return true;
            }
        };
    }
}
