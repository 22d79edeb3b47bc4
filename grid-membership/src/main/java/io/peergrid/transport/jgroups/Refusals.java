package io.peergrid.transport.jgroups;

import org.jspecify.annotations.Nullable;

/** Remembers why members that were called did not take this one. Thread-safe. */
final class Refusals {
    private volatile @Nullable String last;
    private volatile @Nullable String lastForGood;

    /** @param passing whether it may be nobody's mistake, such as another cluster at a known address */
    void add(boolean passing, String refusal) {
        last = refusal;
        if (!passing) {
            lastForGood = refusal;
        }
    }

    /** The last of all, or null. */
    @Nullable
    String last() {
        return last;
    }

    /** The last that trying again does not help against, or null. */
    @Nullable
    String lastForGood() {
        return lastForGood;
    }
}
