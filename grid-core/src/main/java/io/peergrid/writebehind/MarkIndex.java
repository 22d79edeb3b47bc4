package io.peergrid.writebehind;

import io.peergrid.WriteBehind;
import io.peergrid.command.backlog.BacklogMark;
import io.peergrid.store.Key;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which keys of one cache wait for the store in the slots that this member leads, and until when. Soft state: it is made anew from the marks when a slot comes,
 * and what it says is looked up before it counts. Thread-safe.
 */
final class MarkIndex {
    private final WriteBehind settings;
    private final Map<Key, Waiting> keys = new HashMap<>();
    /** Wait for their age. */
    private final TreeSet<Waiting> fresh = new TreeSet<>(BY_TIME);
    /** Wait for another attempt. */
    private final TreeSet<Waiting> again = new TreeSet<>(BY_TIME);

    private final BitSet led = new BitSet();
    private long numbers;
    private int parked;
    private static final Comparator<Waiting> BY_TIME =
            Comparator.<Waiting>comparingLong(waiting -> waiting.due).thenComparingLong(waiting -> waiting.number);

    MarkIndex(WriteBehind settings) {
        this.settings = settings;
    }

    /** One key. */
    private static final class Waiting {
        /** Of the mark. */
        final Key key;

        final int slot;
        private final long number;
        /** By the monotonic clock. */
        private long due;

        private long stamp;
        private int bytes;
        private boolean retried;
        private boolean parked;
        private @Nullable Taken by;
        private boolean present = true;

        Waiting(Key key, int slot, long number) {
            this.key = key;
            this.slot = slot;
            this.number = number;
        }
    }

    /** What this member leads now. Whatever has gone is forgotten. */
    synchronized void leads(BitSet slots) {
        led.clear();
        led.or(slots);
        List<Waiting> lost = new ArrayList<>();
        for (Waiting waiting : keys.values()) {
            if (!led.get(waiting.slot)) {
                lost.add(waiting);
            }
        }
        lost.forEach(this::absent);
    }

    /**
     * A mark is there.
     *
     * @param key of the mark; may look into a larger array
     * @param wallMillis now, by the wall clock, as the mark's times are about; how far they may be off is bounded by the settings
     */
    synchronized void marked(int slot, Key key, BacklogMark mark, long now, long wallMillis) {
        if (!led.get(slot)) {
            return;
        }
        Waiting waiting = keys.get(key);
        if (waiting == null) {
            Key own = key.detached();
            waiting = new Waiting(own, slot, numbers++);
            keys.put(own, waiting);
        } else {
            dequeue(waiting);
            parked -= waiting.parked ? 1 : 0;
        }
        waiting.stamp++;
        waiting.present = true;
        waiting.bytes = mark.value() == null ? 0 : mark.value().length();
        waiting.parked = mark.parked();
        waiting.retried = mark.attempts() > 0;
        waiting.due = now + waitNanos(mark, wallMillis);
        parked += waiting.parked ? 1 : 0;
        enqueue(waiting);
    }

    private long waitNanos(BacklogMark mark, long wallMillis) {
        long delay = settings.delay().toMillis();
        long age = clamp(mark.firstMillis() + delay - wallMillis, delay);
        long backOff = mark.notBeforeMillis() == 0
                ? 0
                : clamp(
                        mark.notBeforeMillis() - wallMillis,
                        settings.longestRetry().toMillis());
        return TimeUnit.MILLISECONDS.toNanos(mark.attempts() > 0 ? backOff : age);
    }

    private static long clamp(long millis, long max) {
        return Math.max(0, Math.min(millis, max));
    }

    /** No mark is there. */
    synchronized void unmarked(Key key) {
        Waiting waiting = keys.get(key);
        if (waiting != null) {
            absent(waiting);
        }
    }

    private void absent(Waiting waiting) {
        dequeue(waiting);
        parked -= waiting.parked ? 1 : 0;
        waiting.parked = false;
        waiting.present = false;
        if (waiting.by == null) {
            keys.remove(waiting.key);
        }
    }

    /**
     * Takes what is to be stored now, the oldest first, each until it is given {@linkplain #done back}.
     *
     * @param hurry whether nothing waits for its age
     */
    synchronized List<Taken> take(int limit, long maxBytes, long now, boolean hurry) {
        List<Taken> taken = new ArrayList<>();
        long bytes = 0;
        while (taken.size() < limit && bytes < maxBytes) {
            Waiting next = next(now, hurry);
            if (next == null) {
                break;
            }
            dequeue(next);
            bytes += next.bytes;
            next.by = new Taken(next, next.stamp);
            taken.add(next.by);
        }
        return taken;
    }

    /** A key that is being stored: who has this one may give it back, once. */
    static final class Taken {
        private final Waiting waiting;
        /** Tells whether the mark has changed since. */
        private final long stamp;

        Taken(Waiting waiting, long stamp) {
            this.waiting = waiting;
            this.stamp = stamp;
        }

        /** Of the mark. */
        Key key() {
            return waiting.key;
        }

        int slot() {
            return waiting.slot;
        }
    }

    private @Nullable Waiting next(long now, boolean hurry) {
        Waiting retry = again.isEmpty() ? null : again.first();
        if (retry != null && retry.due - now <= 0) {
            return retry;
        }
        Waiting first = fresh.isEmpty() ? null : fresh.first();
        return first != null && (hurry || first.due - now <= 0) ? first : null;
    }

    /** Gives a key back that had no mark when it was looked up. */
    synchronized void absent(Taken taken) {
        if (taken.waiting.by == taken && taken.waiting.stamp == taken.stamp) {
            taken.waiting.present = false;
        }
        done(taken, 0);
    }

    /**
     * Gives a key back; for the second time it does nothing. If its mark has changed meanwhile, that says when it is next.
     *
     * @param otherwise when it is next if not
     */
    synchronized void done(Taken taken, long otherwise) {
        Waiting waiting = taken.waiting;
        if (waiting.by != taken) {
            return;
        }
        waiting.by = null;
        if (!waiting.present) {
            keys.remove(waiting.key);
            return;
        }
        if (waiting.stamp == taken.stamp) {
            waiting.due = otherwise;
        }
        enqueue(waiting);
    }

    private void enqueue(Waiting waiting) {
        if (waiting.present && waiting.by == null && !waiting.parked) {
            (waiting.retried ? again : fresh).add(waiting);
        }
    }

    private void dequeue(Waiting waiting) {
        if (!fresh.remove(waiting)) {
            again.remove(waiting);
        }
    }

    /** How many keys wait, with those that are being stored and without those that are parked. */
    synchronized int waiting() {
        return keys.size() - parked;
    }

    synchronized int parked() {
        return parked;
    }
}
