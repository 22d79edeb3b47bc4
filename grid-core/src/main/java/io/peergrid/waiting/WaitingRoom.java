package io.peergrid.waiting;

import io.peergrid.ports.MemberId;
import io.peergrid.store.Key;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Who waits for which key at the owner of its slot; lost with the member, for it only holds hints. Wakes those who wait longest, as many as the key has
 * elements, less those who were woken and have not come back yet. Thread-safe.
 */
final class WaitingRoom {
    /** Who has not been heard of for so long does not wait any more. */
    static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(7);
    /** Who was woken and has not come back for so long is not counted on any more. */
    static final long WOKEN_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** Beyond so many nobody is taken in; who comes then is told at once if there is something. */
    static final int MOST = 65_536;

    private final Elements elements;
    private final Target target;
    private final LongSupplier clock;
    private final Map<Key, Line> lines = new HashMap<>();
    private int waiting;
    /** Read without the lock by every change of a collection. */
    private volatile boolean anybody;

    /** About how many elements a key has now. Any thread. */
    interface Elements {
        int of(int slot, Key key);
    }

    /** Sends somebody to try. Any thread, never blocks. */
    interface Target {
        void wake(MemberId who, long number);
    }

    /** @param clock nanoseconds, of any origin */
    WaitingRoom(Elements elements, Target target, LongSupplier clock) {
        this.elements = elements;
        this.target = target;
        this.clock = clock;
    }

    private record Ticket(MemberId who, long number) {}

    /**
     * @param since when the waiting began
     * @param heard when its caller last said so
     */
    private record Waiter(Ticket ticket, long since, long heard) {}

    /** Who waits for one key. */
    private static final class Line {
        final int slot;
        /** The one that waits longest first. */
        final List<Waiter> waiters = new ArrayList<>();
        /** When they were woken. */
        final Map<Ticket, Long> woken = new HashMap<>();

        Line(int slot) {
            this.slot = slot;
        }
    }

    /** Somebody waits, or goes on waiting. */
    void came(MemberId who, WaitFrame.Await await) {
        List<Ticket> wakes;
        Ticket ticket = new Ticket(who, await.number());
        synchronized (this) {
            Line known = lines.get(await.key());
            if (known != null) {
                leave(known, ticket);
            }
            if (waiting < MOST) {
                Line line = lines.computeIfAbsent(await.key().detached(), key -> new Line(await.slot()));
                anybody = true;
                VarHandle.fullFence();
                long now = clock.getAsLong();
                enter(line, new Waiter(ticket, now - Math.max(0, await.waitedNanos()), now));
                wakes = due(await.key(), line);
            } else {
                wakes = elements.of(await.slot(), await.key()) > 0 ? List.of(ticket) : List.of();
            }
        }
        wake(wakes);
    }

    /** Somebody waits no longer, with an element or without. */
    void went(MemberId who, WaitFrame.Over over) {
        List<Ticket> wakes = List.of();
        synchronized (this) {
            Line line = lines.get(over.key());
            if (line != null) {
                leave(line, new Ticket(who, over.number()));
                wakes = due(over.key(), line);
            }
        }
        wake(wakes);
    }

    /** A key's elements have changed. */
    void changed(Key key) {
        // Whoever comes later sees the change, whoever came before is seen here.
        VarHandle.fullFence();
        if (!anybody) {
            return;
        }
        List<Ticket> wakes = List.of();
        synchronized (this) {
            Line line = lines.get(key);
            if (line != null) {
                wakes = due(key, line);
            }
        }
        wake(wakes);
    }

    /** Looks at all keys again: this member may answer for others now, and some may have been silent for long. */
    void lookAround() {
        List<Ticket> wakes = new ArrayList<>();
        synchronized (this) {
            for (Key key : List.copyOf(lines.keySet())) {
                Line line = lines.get(key);
                if (line != null) {
                    wakes.addAll(due(key, line));
                }
            }
        }
        wake(wakes);
    }

    private void enter(Line line, Waiter waiter) {
        int at = line.waiters.size();
        while (at > 0 && line.waiters.get(at - 1).since() - waiter.since() > 0) {
            at--;
        }
        line.waiters.add(at, waiter);
        waiting++;
    }

    private void leave(Line line, Ticket ticket) {
        line.woken.remove(ticket);
        if (line.waiters.removeIf(waiter -> waiter.ticket().equals(ticket))) {
            waiting--;
        }
    }

    private List<Ticket> due(Key key, Line line) {
        long now = clock.getAsLong();
        line.woken.values().removeIf(at -> now - at > WOKEN_NANOS);
        int before = line.waiters.size();
        line.waiters.removeIf(waiter -> now - waiter.heard() > SILENT_NANOS);
        int free = line.waiters.isEmpty() ? 0 : elements.of(line.slot, key) - line.woken.size();
        List<Ticket> due = new ArrayList<>();
        while (due.size() < free && !line.waiters.isEmpty()) {
            Ticket ticket = line.waiters.remove(0).ticket();
            line.woken.put(ticket, now);
            due.add(ticket);
        }
        waiting -= before - line.waiters.size();
        if (line.waiters.isEmpty() && line.woken.isEmpty()) {
            lines.remove(key);
            anybody = !lines.isEmpty();
        }
        return due;
    }

    private void wake(List<Ticket> tickets) {
        tickets.forEach(ticket -> target.wake(ticket.who(), ticket.number()));
    }
}
