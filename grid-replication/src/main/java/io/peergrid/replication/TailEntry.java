package io.peergrid.replication;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entry that this member does not know to be committed, and who waits for that. Waiters: under the slot's lock. */
final class TailEntry {
    private static final long NOT_ABANDONED = -1;

    final Entry entry;
    /** Whether the primary answers the caller without waiting for anybody (2.13). */
    final boolean asynchronous;

    private volatile boolean committed;
    private volatile long abandonedIn = NOT_ABANDONED;
    private @Nullable List<Answer> waiting;
    private boolean answered;

    TailEntry(Entry entry, boolean asynchronous) {
        this.entry = entry;
        this.asynchronous = asynchronous;
    }

    /** The other copy has answered the caller. */
    void answeredByCopy() {
        answered = true;
    }

    void commit() {
        committed = true;
    }

    /** This member lost the slot in that epoch before the entry was committed. */
    void abandon(long epoch) {
        if (!committed) {
            abandonedIn = epoch;
        }
    }

    /** Whether this member lost the slot before the entry was committed. */
    boolean isAbandoned() {
        return abandonedIn != NOT_ABANDONED;
    }

    /**
     * Whether a watermark may pass: the entry is committed, or the receiver has installed the epoch in which the sender
     * lost the slot, so that it takes nothing of the old slotTerm for committed.
     */
    boolean isSettledFor(long receiverEpoch) {
        return committed || (abandonedIn != NOT_ABANDONED && receiverEpoch >= abandonedIn);
    }

    void await(Answer answer) {
        List<Answer> list = waiting;
        if (list == null) {
            list = new ArrayList<>(2);
            waiting = list;
        }
        list.add(answer);
    }

    /** Takes out the answers to be given on commit: not the entry's own if the other copy gave it, unless it was asked for again. */
    List<Answer> takeDue() {
        List<Answer> list = takeWaiting();
        int own = 0;
        for (Answer answer : list) {
            own += answer.stamp() == 0 ? 1 : 0;
        }
        if (answered && own == 1) {
            list.removeIf(answer -> answer.stamp() == 0);
        }
        return list;
    }

    List<Answer> takeWaiting() {
        List<Answer> list = waiting;
        waiting = null;
        return list == null ? List.of() : list;
    }

    /** Takes out the answers that have waited beyond their time. */
    List<Answer> takeLate(long nowNanos) {
        List<Answer> list = waiting;
        if (list == null) {
            return List.of();
        }
        List<Answer> late = new ArrayList<>();
        list.removeIf(answer -> answer.isLate(nowNanos) && late.add(answer));
        return late;
    }
}
