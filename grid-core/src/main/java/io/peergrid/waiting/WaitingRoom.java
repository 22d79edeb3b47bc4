package io.peergrid.waiting;

import io.peergrid.ports.MemberId;
import io.peergrid.store.Key;
import io.peergrid.waiting.Waiter.Ticket;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for which keys at the owner of their slot; lost with the member, for it only holds hints. Wakes those who wait longest, as many as a key has
 * elements, less those who were woken and have not come back yet. Thread-safe.
 */
final class WaitingRoom {
    /** Who has not been heard of for so long does not wait any more. */
    static final long SILENT_NANOS = TimeUnit.SECONDS.toNanos(7);
    /** Beyond so many places in lines nobody is taken in; who comes then is told at once if there is something. */
    static final int MOST = 65_536;

    private static final long LONGEST_NANOS = Long.MAX_VALUE / 4;

    private final KeyWaits.Elements elements;
    private final Target target;
    private final LongSupplier clock;
    private final Map<Place, Line> lines = new HashMap<>();
    /** Those in lines, and those woken who may come back. */
    private final Map<Ticket, Waiter> waiters = new LinkedHashMap<>();

    private int taken;
    /** Read without the lock by every change of a collection. */
    private volatile boolean anybody;

    /** Sends somebody to try. Any thread, never blocks. */
    interface Target {
        void wake(MemberId who, long number);
    }

    /** @param clock nanoseconds, of any origin */
    WaitingRoom(KeyWaits.Elements elements, Target target, LongSupplier clock) {
        this.elements = elements;
        this.target = target;
        this.clock = clock;
    }

    /** Somebody waits, or goes on waiting. */
    void came(MemberId who, WaitFrame.Await await) {
        List<Ticket> wakes = new ArrayList<>();
        Ticket ticket = new Ticket(who, await.number());
        List<Place> places = await.keys().stream()
                .map(key -> new Place(await.type(), key.detached()))
                .distinct()
                .toList();
        synchronized (this) {
            Waiter before = leave(ticket);
            if (taken + places.size() <= MOST) {
                long now = clock.getAsLong();
                long since = now - Math.max(0, Math.min(LONGEST_NANOS, await.waitedNanos()));
                enter(new Waiter(ticket, places, before == null ? since : Math.min(since, before.since()), now));
                places.forEach(place -> wakeDue(place, wakes));
            } else if (places.stream().anyMatch(place -> elements.of(place.type(), place.key()) > 0)) {
                wakes.add(ticket);
            }
        }
        wake(wakes);
    }

    /** Somebody waits no longer, with an element or without. */
    void went(MemberId who, WaitFrame.Over over) {
        List<Ticket> wakes = new ArrayList<>();
        synchronized (this) {
            Waiter gone = leave(new Ticket(who, over.number()));
            if (gone != null) {
                gone.places().forEach(place -> wakeDue(place, wakes));
            }
        }
        wake(wakes);
    }

    /** A collection's elements have changed. */
    void changed(byte type, Key key) {
        // Whoever comes later sees the change, whoever came before is seen here.
        VarHandle.fullFence();
        if (!anybody) {
            return;
        }
        List<Ticket> wakes = new ArrayList<>();
        synchronized (this) {
            wakeDue(new Place(type, key), wakes);
        }
        wake(wakes);
    }

    /**
     * Looks at all places again: this member may answer for others now, and some may have been silent for long.
     *
     * @param listed members of the grid; nobody waits at others
     */
    void lookAround(Predicate<MemberId> listed) {
        List<Ticket> wakes = new ArrayList<>();
        synchronized (this) {
            long now = clock.getAsLong();
            for (Waiter waiter : List.copyOf(waiters.values())) {
                if (now - waiter.heard() > SILENT_NANOS
                        || !listed.test(waiter.ticket().who())) {
                    leave(waiter.ticket());
                }
            }
            List.copyOf(lines.keySet()).forEach(place -> wakeDue(place, wakes));
        }
        wake(wakes);
    }

    private void enter(Waiter waiter) {
        waiters.put(waiter.ticket(), waiter);
        for (Place place : waiter.places()) {
            lines.computeIfAbsent(place, key -> new Line()).enter(waiter);
            taken++;
        }
        anybody = true;
        VarHandle.fullFence();
    }

    private @Nullable Waiter leave(Ticket ticket) {
        Waiter waiter = waiters.remove(ticket);
        if (waiter != null) {
            leaveLines(waiter);
            for (Place place : waiter.places()) {
                Line line = lines.get(place);
                if (line != null) {
                    line.back(ticket);
                    removeIfIdle(place, line);
                }
            }
        }
        return waiter;
    }

    private void leaveLines(Waiter waiter) {
        for (Place place : waiter.places()) {
            Line line = lines.get(place);
            if (line != null) {
                taken -= line.leave(waiter) ? 1 : 0;
                removeIfIdle(place, line);
            }
        }
    }

    private void removeIfIdle(Place place, Line line) {
        if (line.idle()) {
            lines.remove(place);
            anybody = !lines.isEmpty();
        }
    }

    private void wakeDue(Place place, List<Ticket> wakes) {
        Line line = lines.get(place);
        if (line == null) {
            return;
        }
        long now = clock.getAsLong();
        int free = -line.onTheirWay(now);
        if (line.anybodyWaits()) {
            free += elements.of(place.type(), place.key());
        }
        while (free > 0 && line.anybodyWaits()) {
            Waiter first = line.first();
            if (now - first.heard() > SILENT_NANOS) {
                leave(first.ticket());
            } else {
                line.woke(first.ticket(), now);
                leaveLines(first);
                wakes.add(first.ticket());
                free--;
            }
        }
        removeIfIdle(place, line);
    }

    private void wake(List<Ticket> tickets) {
        tickets.forEach(ticket -> target.wake(ticket.who(), ticket.number()));
    }
}
