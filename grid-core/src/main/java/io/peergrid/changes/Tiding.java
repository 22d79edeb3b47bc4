package io.peergrid.changes;

import io.peergrid.SlotRanges;

/** What an entry listener gets to hear. */
sealed interface Tiding {
    /** Bytes that it takes while it waits, about. */
    int size();

    record Changed(Change change) implements Tiding {
        @Override
        public int size() {
            return change.size();
        }
    }

    /** @param version of the new primaries' terms */
    record Moved(SlotRanges slots, long version) implements Tiding {
        @Override
        public int size() {
            return 64 + 32 * slots.ranges().size();
        }
    }

    record Missed(SlotRanges slots) implements Tiding {
        @Override
        public int size() {
            return 64 + 32 * slots.ranges().size();
        }
    }
}
