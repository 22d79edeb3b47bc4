package io.peergrid.changes;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The newest changes of one copy of a slot: what its primary has yet to tell, and what a replica would have to tell if the primary died now
 * (docs/protocols/entry-events.md). Not thread-safe; time comes with each call.
 */
final class SlotLog {
    /** Of one slot. */
    static final int CHANGES_MAX = 65_536;
    /** Who lives so long after it knew of a commit has told of it, or told that it could not. */
    static final long TOLD_AFTER_NANOS = TimeUnit.SECONDS.toNanos(8);
    /** A change is kept so long at least, unless it is known to be told. */
    static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final ArrayDeque<Kept> kept = new ArrayDeque<>();
    /** When this copy knew of commits, oldest first; at most one a second. */
    private final ArrayDeque<Mark> marks = new ArrayDeque<>();

    private long toldSeq;
    private long droppedSeq;
    private long bytes;

    record Kept(Change change, long appliedAt) {}

    private record Mark(long seq, long seenAt) {}

    /**
     * What is to be told.
     *
     * @param complete whether nothing before it is missing
     */
    record Due(List<Kept> changes, boolean complete) {}

    /** An entry was applied; it may not be committed yet. */
    void add(Change change, long now) {
        Iterator<Kept> newest = kept.descendingIterator();
        while (newest.hasNext()) {
            Change before = newest.next().change;
            if (before.version() != change.version()) {
                break;
            }
            if (before.key().equals(change.key())) {
                newest.remove();
                bytes -= before.size();
                append(before.then(change), now);
                return;
            }
        }
        append(change, now);
    }

    private void append(Change change, long now) {
        kept.addLast(new Kept(change, now));
        bytes += change.size();
        if (kept.size() > CHANGES_MAX) {
            drop();
        }
    }

    private void drop() {
        Kept oldest = kept.removeFirst();
        bytes -= oldest.change.size();
        droppedSeq = oldest.change.seq();
    }

    /** The oldest go until no more bytes are left than these. */
    void shrinkTo(long mostBytes) {
        while (bytes > mostBytes && !kept.isEmpty()) {
            drop();
        }
    }

    /** This member leads the slot, and entries up to this one are committed: what it has not told yet. */
    Due takeDue(long committedSeq) {
        List<Kept> due = new ArrayList<>();
        for (Iterator<Kept> it = newerThan(toldSeq); it.hasNext(); ) {
            Kept candidate = it.next();
            if (candidate.change.seq() > committedSeq) {
                break;
            }
            due.add(candidate);
        }
        boolean complete = droppedSeq <= toldSeq;
        toldSeq = Math.max(toldSeq, committedSeq);
        return new Due(due, complete);
    }

    private Iterator<Kept> newerThan(long seq) {
        // Mostly one or two: looked for from the newest.
        ArrayDeque<Kept> newer = new ArrayDeque<>();
        for (Iterator<Kept> it = kept.descendingIterator(); it.hasNext(); ) {
            Kept candidate = it.next();
            if (candidate.change.seq() <= seq) {
                break;
            }
            newer.addFirst(candidate);
        }
        return newer.iterator();
    }

    /** Another member that lives tells what is committed up to this entry. */
    void toldByOther(long seq) {
        toldSeq = Math.max(toldSeq, seq);
    }

    /** That other member has died: what it may not have told. */
    Due takeAgain() {
        return new Due(
                kept.stream().filter(each -> each.change.seq() <= toldSeq).toList(), droppedSeq == 0);
    }

    /**
     * About once a second: forgets what has been told for sure.
     *
     * @param committedSeq as far as this copy knows
     * @param normal whether this member is in touch with a majority, so that a primary that died is replaced soon
     */
    void trim(long committedSeq, boolean normal, long now) {
        Mark last = marks.peekLast();
        if (last == null || last.seq < committedSeq) {
            marks.addLast(new Mark(committedSeq, now));
        }
        Mark newest = marks.getLast();
        long settled = 0;
        while (marks.size() > 1 && newest.seenAt - marks.getFirst().seenAt >= TOLD_AFTER_NANOS) {
            settled = marks.removeFirst().seq;
        }
        while (!kept.isEmpty()) {
            Kept oldest = kept.getFirst();
            long seq = oldest.change.seq();
            boolean old = normal && now - oldest.appliedAt > KEPT_NANOS && seq <= committedSeq;
            if (seq > settled && !old) {
                break;
            }
            kept.removeFirst();
            bytes -= oldest.change.size();
        }
        if (droppedSeq <= Math.max(settled, toldSeq)) {
            droppedSeq = 0;
        }
    }

    boolean isEmpty() {
        return kept.isEmpty();
    }

    long bytes() {
        return bytes;
    }
}
