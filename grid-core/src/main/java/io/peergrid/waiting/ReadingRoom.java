package io.peergrid.waiting;

import io.peergrid.ports.MemberId;
import io.peergrid.store.Key;
import io.peergrid.waiting.Waiter.Ticket;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Who waits for which streams at the owner of their slot; lost with the member, for it only holds hints. An entry is for all who wait, so each of them is woken, and keeps
 * its place meanwhile: what is added before it comes back wakes it again. Whoever comes is woken at once, in case something was added since it looked.
 * Thread-safe.
 */
final class ReadingRoom {
    private final WaitingRoom.Target target;
    private final LongSupplier clock;
    private final Map<Key, Set<Reader>> places = new HashMap<>();
    private final Map<Ticket, Reader> readers = new HashMap<>();
    private int taken;
    /** Read without the lock by every change of a stream. */
    private volatile boolean anybody;

    /** @param clock nanoseconds, of any origin */
    ReadingRoom(WaitingRoom.Target target, LongSupplier clock) {
        this.target = target;
        this.clock = clock;
    }

    /** Guarded by the room. */
    private static final class Reader {
        private final Ticket ticket;
        private final List<Key> keys;
        private long heard;
        private long wokenAt;
        private boolean away;
        private boolean missed;

        Reader(Ticket ticket, List<Key> keys) {
            this.ticket = ticket;
            this.keys = keys;
        }

        /** Whether it was woken of late and has not come back. */
        boolean isAway(long now) {
            return away && now - wokenAt <= Line.WOKEN_NANOS;
        }

        void woken(long now) {
            away = true;
            missed = false;
            wokenAt = now;
        }
    }

    /** Somebody waits, or goes on waiting. */
    void came(MemberId who, WaitFrame.Await await) {
        Ticket ticket = new Ticket(who, await.number());
        synchronized (this) {
            long now = clock.getAsLong();
            Reader known = readers.get(ticket);
            Reader reader = known == null ? enter(ticket, await) : known;
            reader.heard = now;
            reader.away = false;
            if (known != null && !known.missed && now - known.wokenAt <= Line.WOKEN_NANOS) {
                return;
            }
            reader.woken(now);
        }
        target.wake(who, await.number());
    }

    /** Somebody waits no longer. */
    synchronized void went(MemberId who, WaitFrame.Over over) {
        Reader reader = readers.get(new Ticket(who, over.number()));
        if (reader != null) {
            leave(reader);
        }
    }

    /** Something was added to a stream. */
    void changed(Key key) {
        // Whoever comes later sees the change, whoever came before is seen here.
        VarHandle.fullFence();
        if (!anybody) {
            return;
        }
        List<Ticket> wakes = new ArrayList<>();
        synchronized (this) {
            long now = clock.getAsLong();
            for (Reader reader : places.getOrDefault(key, Set.of())) {
                if (reader.isAway(now)) {
                    reader.missed = true;
                } else {
                    reader.woken(now);
                    wakes.add(reader.ticket);
                }
            }
        }
        wakes.forEach(ticket -> target.wake(ticket.who(), ticket.number()));
    }

    /**
     * Forgets who has been silent for long.
     *
     * @param listed members of the grid; nobody waits at others
     */
    synchronized void lookAround(Predicate<MemberId> listed) {
        long now = clock.getAsLong();
        for (Reader reader : List.copyOf(readers.values())) {
            if (now - reader.heard > WaitingRoom.SILENT_NANOS || !listed.test(reader.ticket.who())) {
                leave(reader);
            }
        }
    }

    /** Beyond the bound nobody is taken in: who comes then is woken each time it comes, every two seconds. */
    private Reader enter(Ticket ticket, WaitFrame.Await await) {
        List<Key> keys = await.keys().stream().map(Key::detached).distinct().toList();
        Reader reader = new Reader(ticket, keys);
        if (taken + keys.size() > WaitingRoom.MOST) {
            return reader;
        }
        taken += keys.size();
        readers.put(ticket, reader);
        keys.forEach(key ->
                places.computeIfAbsent(key, absent -> new LinkedHashSet<>()).add(reader));
        anybody = true;
        VarHandle.fullFence();
        return reader;
    }

    private void leave(Reader reader) {
        readers.remove(reader.ticket);
        taken -= reader.keys.size();
        for (Key key : reader.keys) {
            Set<Reader> here = places.get(key);
            if (here != null) {
                here.remove(reader);
                if (here.isEmpty()) {
                    places.remove(key);
                }
            }
        }
        anybody = !readers.isEmpty();
    }
}
