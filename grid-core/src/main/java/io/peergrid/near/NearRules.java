package io.peergrid.near;

import org.jspecify.annotations.Nullable;

/** The decisions on which the bound rests, each a method so that tests can show what happens without it. Immutable. */
public class NearRules {
    private static final NearRules STANDARD = new NearRules();

    NearRules() {}

    /** The product's. */
    public static NearRules standard() {
        return STANDARD;
    }

    /** From when on the bound counts: an answer proves what was so when it was asked for, not when it came. */
    long provenAt(long askedAt, long answeredAt) {
        return askedAt;
    }

    /** Whether everything was taken that the peer had told when it answered. */
    boolean isWhole(long told, long taken) {
        return told <= taken;
    }

    /** Whether an answer is about the slots that this member believes the peer to lead. */
    boolean isOfEpoch(long answered, long installed) {
        return answered == installed;
    }

    /** Whether a copy was proven within the bound. */
    boolean isFresh(long sinceProven, long bound) {
        return sinceProven < bound;
    }

    /** Whether a value may be kept: nothing was told of its stripe of keys since before it was asked for. */
    boolean isUnchanged(int before, int now) {
        return before == now;
    }

    /** Whether a slot that has another primary since a value was read is another slot. */
    boolean isSameReign(int before, int now) {
        return before == now;
    }

    /** Whether an answer about other hot keys than those that this member knows proves nothing. */
    boolean isAboutKnown(long answered, long known) {
        return answered <= known;
    }

    /** Whether a key that was not hot all the time loses its copies. */
    boolean hasCooled(@Nullable Long before, @Nullable Long now) {
        return before != null && !before.equals(now);
    }

    /** Whether only a member with a lease answers. */
    boolean needsLease() {
        return true;
    }

    /** Whether a slot counts as served by who leads it. */
    boolean isServing(boolean serves) {
        return serves;
    }
}
