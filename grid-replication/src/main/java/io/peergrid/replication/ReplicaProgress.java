package io.peergrid.replication;

import io.peergrid.ports.MemberId;
import org.jspecify.annotations.Nullable;

/** How far one other copy of a slot has come, as its primary knows. Under the slot's lock. */
final class ReplicaProgress {

    enum State {
        /** Listed in sync. */
        IN_SYNC,
        /** Being filled; nobody waits for it. */
        LEARNING,
        /** Has a copy; commits wait for it, its addition is not requested yet. */
        JOINING,
        /** Its addition is requested. */
        REQUESTED
    }

    final MemberId member;
    State state;
    /** Everything of the slot up to this seq is stored there. */
    long ackedSeq;
    /** Whether it gets new entries. */
    boolean active;
    /** Whether the end of the copy is acknowledged. */
    boolean complete;
    /** It does not store what it is sent, until it is listed anew. */
    boolean rejected;
    /** It does so because its copy is another one, not because it knows a newer configuration. */
    boolean diverged;
    /** Its removal is requested again and again from now on. */
    boolean removing;
    /** Acknowledgements of earlier items of the stream do not count. */
    @Nullable
    Outgoing countFrom;
    /** For JOINING: what it must have before its addition is requested. */
    long joinSeq;
    /** For REQUESTED: the epoch the request was made for. */
    long requestedIn = -1;
    /** Since when it owes an acknowledgement; 0 while it owes none. */
    long waitingSinceNanos;

    ReplicaProgress(MemberId member, State state, long ackedSeq) {
        this.member = member;
        this.state = state;
        this.ackedSeq = ackedSeq;
        this.active = state == State.IN_SYNC;
        this.complete = state == State.IN_SYNC;
    }

    /** Whether it has nothing that must be remembered while the slot is at rest. */
    boolean isPlain() {
        return state == State.IN_SYNC && !rejected && !removing;
    }

    boolean counts(Outgoing item) {
        Outgoing from = countFrom;
        return active && !rejected && (from == null || item.streamSeq() >= from.streamSeq());
    }
}
