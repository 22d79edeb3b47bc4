package io.peergrid.transport.jgroups;

import org.jspecify.annotations.Nullable;

/** Remembers why the last member that was called refused this one. Thread-safe. */
final class Refusals {
    private volatile @Nullable String last;

    void add(String refusal) {
        last = refusal;
    }

    /** Null if nobody has refused this member. */
    @Nullable
    String last() {
        return last;
    }
}
