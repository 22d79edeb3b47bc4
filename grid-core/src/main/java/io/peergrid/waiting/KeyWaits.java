package io.peergrid.waiting;

import io.peergrid.map.KeyWait;
import io.peergrid.ports.Clock;
import io.peergrid.ports.MemberId;
import io.peergrid.ports.Transport;
import io.peergrid.ports.Transport.Lane;
import io.peergrid.store.Key;
import io.peergrid.store.ValueTag;
import io.peergrid.wire.WireFormatException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The waits that began at this member, and the room of those that wait for keys this member owns. A wait is told to the slot's owner, to the next one when
 * that changes, and again every two seconds in case something got lost. Thread-safe.
 */
public final class KeyWaits {
    private static final long REPEAT_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** Whoever was woken in vain asks again at once so often, then with a pause. */
    private static final int QUICK = 3;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Transport transport;
    private final IntFunction<@Nullable MemberId> owners;
    private final Clock clock;
    private final Executor callbacks;
    private final WaitingRoom room;
    private final ReadingRoom readers;
    private final Map<Long, Waiting> waits = new ConcurrentHashMap<>();
    private final AtomicLong numbers = new AtomicLong();
    private volatile boolean closed;
    private volatile Predicate<MemberId> listed = member -> true;
    private long nextLook;

    /** About how many elements a key's collection of a type has now. Any thread. */
    @FunctionalInterface
    public interface Elements {
        int of(byte type, Key key);
    }

    /**
     * @param owners the primary of a slot as this member knows it; null if there is none
     * @param callbacks where waits are continued
     */
    public KeyWaits(
            Transport transport,
            IntFunction<@Nullable MemberId> owners,
            Elements elements,
            Clock clock,
            Executor callbacks) {
        this.transport = transport;
        this.owners = owners;
        this.clock = clock;
        this.callbacks = callbacks;
        nextLook = clock.nanoTime();
        room = new WaitingRoom(elements, this::wake, clock::nanoTime);
        readers = new ReadingRoom(this::wake, clock::nanoTime);
    }

    /**
     * A new wait; nothing is sent yet.
     *
     * @param type of the collections, a {@link io.peergrid.store.ValueTag}
     * @param keys of the slot, at least one
     */
    public KeyWait begin(int slot, byte type, List<Key> keys) {
        return new Waiting(numbers.incrementAndGet(), slot, type, keys);
    }

    /** The elements of a key have changed in this member's copy; under the slot's lock. */
    public void changed(byte type, Key key) {
        if (type == ValueTag.STREAM) {
            readers.changed(key);
        } else {
            room.changed(type, key);
        }
    }

    /** @throws WireFormatException if the frame is none about waiting */
    public void received(MemberId from, byte[] bytes) {
        WaitFrame frame = WaitFrame.read(bytes);
        if (frame instanceof WaitFrame.Await await) {
            came(from, await);
        } else if (frame instanceof WaitFrame.Over over) {
            went(from, over);
        } else if (frame instanceof WaitFrame.Wake wake) {
            woken(from, wake.number());
        }
    }

    /**
     * A configuration is installed: who waits at another owner than before goes to the new one, and who has left waits no more.
     *
     * @param lists its members
     */
    public void installed(Predicate<MemberId> lists) {
        listed = lists;
        waits.values().forEach(Waiting::follow);
        room.lookAround(lists);
        readers.lookAround(lists);
    }

    /** On the protocol thread, every few milliseconds. */
    public void poll(long now) {
        waits.values().forEach(wait -> wait.poll(now));
        if (now - nextLook >= 0) {
            nextLook = now + WaitingRoom.SILENT_NANOS;
            room.lookAround(listed);
            readers.lookAround(listed);
        }
    }

    /** Wakes all waits, for them to find this member closed. */
    public void close() {
        closed = true;
        waits.values().forEach(Waiting::wake);
    }

    private void wake(MemberId who, long number) {
        if (who.equals(transport.self())) {
            woken(who, number);
        } else {
            transport.send(who, Lane.DATA, new WaitFrame.Wake(number).toBytes());
        }
    }

    /** An owner that has not heard that a wait is over would count on it for a while. */
    private void woken(MemberId owner, long number) {
        Waiting wait = waits.get(number);
        if (wait != null) {
            wait.wake();
        } else {
            send(owner, new WaitFrame.Over(number));
        }
    }

    private void send(MemberId owner, WaitFrame frame) {
        if (!owner.equals(transport.self())) {
            transport.send(owner, Lane.DATA, frame.toBytes());
        } else if (frame instanceof WaitFrame.Await await) {
            came(owner, await);
        } else if (frame instanceof WaitFrame.Over over) {
            went(owner, over);
        }
    }

    private void came(MemberId who, WaitFrame.Await await) {
        if (await.type() == ValueTag.STREAM) {
            readers.came(who, await);
        } else {
            room.came(who, await);
        }
    }

    private void went(MemberId who, WaitFrame.Over over) {
        readers.went(who, over);
        room.went(who, over);
    }

    /** One wait. */
    private final class Waiting implements KeyWait {
        private final long number;
        private final int slot;
        private final byte type;
        private final List<Key> keys;
        private final long since = clock.nanoTime();
        /** While it is told to an owner and not woken. */
        private @Nullable CompletableFuture<Boolean> next;

        private @Nullable MemberId asked;
        private long askAt;
        private long until;
        private int rounds;
        private boolean over;

        Waiting(long number, int slot, byte type, List<Key> keys) {
            this.number = number;
            this.slot = slot;
            this.type = type;
            this.keys = keys;
        }

        @Override
        public CompletionStage<Boolean> next(long deadline) {
            CompletableFuture<Boolean> stage = new CompletableFuture<>();
            boolean quick;
            synchronized (this) {
                next = stage;
                until = deadline;
                quick = rounds++ < QUICK;
                askAt = clock.nanoTime() + (quick ? 0 : PAUSE_NANOS);
            }
            waits.put(number, this);
            if (over()) {
                waits.remove(number);
                end(false);
            } else if (closed) {
                wake();
            } else if (quick) {
                ask();
            }
            return stage;
        }

        @Override
        public void close() {
            waits.remove(number);
            MemberId told;
            synchronized (this) {
                over = true;
                told = asked;
            }
            if (told != null) {
                send(told, new WaitFrame.Over(number));
            }
            end(false);
        }

        void wake() {
            end(true);
        }

        void follow() {
            MemberId owner = owners.apply(slot);
            synchronized (this) {
                if (next == null || owner == null || owner.equals(asked)) {
                    return;
                }
            }
            ask();
        }

        void poll(long now) {
            boolean late;
            boolean due;
            synchronized (this) {
                late = next != null && now - until >= 0;
                due = next != null && now - askAt >= 0;
            }
            if (late) {
                end(false);
            } else if (due) {
                ask();
            }
        }

        private void ask() {
            MemberId owner = owners.apply(slot);
            long now = clock.nanoTime();
            MemberId before;
            synchronized (this) {
                before = asked;
                asked = owner;
                askAt = now + REPEAT_NANOS;
            }
            if (before != null && !before.equals(owner)) {
                send(before, new WaitFrame.Over(number));
            }
            if (owner != null) {
                send(owner, new WaitFrame.Await(number, type, keys, now - since));
            }
        }

        private void end(boolean woken) {
            CompletableFuture<Boolean> stage;
            synchronized (this) {
                stage = next;
                next = null;
            }
            if (stage != null) {
                callbacks.execute(() -> stage.complete(woken));
            }
        }

        private synchronized boolean over() {
            return over;
        }
    }
}
