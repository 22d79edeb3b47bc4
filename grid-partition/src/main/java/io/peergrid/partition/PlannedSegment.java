package io.peergrid.partition;

import java.util.Arrays;

/** Neighbouring slots that the planner treats alike. Members are numbered; -1 is a place not yet filled. */
final class PlannedSegment {
    static final byte NONE = 0;
    static final byte LEARNING = 1;
    static final byte IN_SYNC = 2;
    static final int NOBODY = -1;

    final int from;
    int to;
    /** By member: whether it holds the slots now. Shared by all parts of a segment, never changed. */
    final byte[] holding;
    /** How many members hold the slots now. */
    final int held;
    /** Who orders the slots now, or is about to. */
    final int presentPrimary;
    /** Who should: one place. */
    final int[] primary;
    /** Who else should hold a copy: one place for each backup. */
    int[] backups = {};

    PlannedSegment(int from, int to, byte[] holding, int presentPrimary, int primary) {
        this.from = from;
        this.to = to;
        this.holding = holding;
        this.held = count(holding);
        this.presentPrimary = presentPrimary;
        this.primary = new int[] {primary};
    }

    PlannedSegment copy() {
        PlannedSegment copy = new PlannedSegment(from, to, holding, presentPrimary, primary[0]);
        copy.backups = backups.clone();
        return copy;
    }

    int size() {
        return to - from;
    }

    /** Cuts the slots from {@code at} on off into a segment of their own. */
    PlannedSegment splitAt(int at) {
        PlannedSegment rest = new PlannedSegment(at, to, holding, presentPrimary, primary[0]);
        rest.backups = backups.clone();
        to = at;
        return rest;
    }

    boolean startsLike(PlannedSegment other) {
        return presentPrimary == other.presentPrimary
                && primary[0] == other.primary[0]
                && Arrays.equals(holding, other.holding);
    }

    private static int count(byte[] holding) {
        int held = 0;
        for (byte how : holding) {
            held += how == NONE ? 0 : 1;
        }
        return held;
    }

    static boolean contains(int[] places, int member) {
        for (int place : places) {
            if (place == member) {
                return true;
            }
        }
        return false;
    }
}
