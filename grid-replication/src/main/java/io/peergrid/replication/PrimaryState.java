package io.peergrid.replication;

import io.peergrid.ports.MemberId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the primary of a slot keeps while something moves there. Under the slot's lock. */
final class PrimaryState {

    /** A call that waits for a barrier or the outcome of a move. */
    record Held(Call call, long untilNanos) {}

    final long slotTerm;
    final Map<MemberId, ReplicaProgress> replicas = new TreeMap<>();
    final Deque<Held> held = new ArrayDeque<>();
    /** Set while the slot is to move: new mutations are held. */
    @Nullable
    MemberId heir;
    /** The epoch in which this member stopped serving for the heir, or -1. */
    long handedIn = -1;

    PrimaryState(long slotTerm) {
        this.slotTerm = slotTerm;
    }

    boolean isPlain() {
        if (!held.isEmpty() || heir != null || handedIn >= 0) {
            return false;
        }
        for (ReplicaProgress replica : replicas.values()) {
            if (!replica.isPlain()) {
                return false;
            }
        }
        return true;
    }
}
