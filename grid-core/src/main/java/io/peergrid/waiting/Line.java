package io.peergrid.waiting;

import io.peergrid.waiting.Waiter.Ticket;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** Who waits at one place, and who was woken there and has not come back. Guarded by its room. */
final class Line {
    /** Who was woken and has not come back for so long is not counted on any more. */
    static final long WOKEN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final TreeSet<Waiter> waiting = new TreeSet<>(Waiter.LONGEST_FIRST);
    /** When they were woken, in that order. */
    private final Map<Ticket, Long> woken = new LinkedHashMap<>();

    boolean anybodyWaits() {
        return !waiting.isEmpty();
    }

    boolean idle() {
        return waiting.isEmpty() && woken.isEmpty();
    }

    void enter(Waiter waiter) {
        waiting.add(waiter);
    }

    /** Whether it stood in the line. */
    boolean leave(Waiter waiter) {
        return waiting.remove(waiter);
    }

    /** The one that waits longest; there has to be one. */
    Waiter first() {
        return waiting.first();
    }

    void woke(Ticket ticket, long now) {
        woken.put(ticket, now);
    }

    /** Whoever was woken has come back, or never will. */
    void back(Ticket ticket) {
        woken.remove(ticket);
    }

    /** How many were woken of late and are on their way. */
    int onTheirWay(long now) {
        var oldest = woken.values().iterator();
        while (oldest.hasNext() && now - oldest.next() > WOKEN_NANOS) {
            oldest.remove();
        }
        return woken.size();
    }
}
