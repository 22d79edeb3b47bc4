package io.peergrid.replication;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A slot in which something moves. Dropped when it is at rest: then its positions say everything. Under the slot's lock,
 * but for the pending index, which is read without it.
 */
final class LiveSlot {
    final int slot;
    /** Entries above the committed seq, in order. */
    final ArrayDeque<TailEntry> tail = new ArrayDeque<>();

    final PendingIndex pending = new PendingIndex();
    /** Set while an eligible member gets a new copy. */
    @Nullable
    Shadow shadow;
    /** Set while this member is the slot's primary. */
    @Nullable
    PrimaryState primary;

    LiveSlot(int slot) {
        this.slot = slot;
    }

    boolean isAtRest() {
        return tail.isEmpty() && shadow == null && (primary == null || primary.isPlain());
    }

    /** The entry of the tail with this seq. */
    @Nullable
    TailEntry find(long seq) {
        if (tail.isEmpty() || seq > tail.getLast().entry.seq()) {
            return null;
        }
        // Looked for from the newest: that is whom somebody waits for.
        for (Iterator<TailEntry> it = tail.descendingIterator(); it.hasNext(); ) {
            TailEntry candidate = it.next();
            if (candidate.entry.seq() <= seq) {
                return candidate.entry.seq() == seq ? candidate : null;
            }
        }
        return null;
    }
}
