package io.peergrid.near;

import io.peergrid.near.NearFrame.Ask;
import io.peergrid.near.NearFrame.Told;
import io.peergrid.partition.SlotSet;
import io.peergrid.ports.MemberId;
import io.peergrid.store.Key;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The side of who leads slots: tells holders of near copies which keys change (docs/protocols/near-copies.md). Thread-safe; time comes with each call. */
final class NearTeller {
    /** Holders ask at least once a second, or hold nothing. */
    static final long FORGET_NANOS = TimeUnit.SECONDS.toNanos(5);
    /** How long it takes until it is decided anew what is hot. */
    static final long TURN_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final NearStream[] NOBODY = {};

    private final NearHeat heat = new NearHeat();
    private volatile NearStream[] streams = NOBODY;
    private long newest;
    private long turnedAt;

    /**
     * How this member stands, seen after a question was asked.
     *
     * @param epoch installed all the time in which the rest was looked at
     * @param stopped slots that it leads in this epoch and does not serve
     */
    record Standing(long epoch, SlotSet stopped) {}

    /** What is to be sent to whom. */
    record Sending(MemberId to, NearFrame frame) {}

    /** Whether anybody holds near copies, as far as this member knows. */
    boolean hasHolders() {
        return streams.length > 0;
    }

    /** Whether anybody wants copies of hot keys: then reads have to be counted. */
    boolean wantsHot() {
        for (NearStream stream : streams) {
            if (stream.wantsHot()) {
                return true;
            }
        }
        return false;
    }

    /** A key was read by others. Any thread. */
    void read(Key key) {
        for (NearStream stream : streams) {
            if (stream.wantsHotOf(key.namespace())) {
                heat.read(key, 1);
                return;
            }
        }
    }

    /** A key was changed, and its slot's lock is held: before anybody can hear that the change took place. */
    void changed(Key key) {
        for (NearStream stream : streams) {
            stream.changed(key, heat);
        }
    }

    /** From now on the holder is told. Before anything is said about how this member stands. */
    synchronized void asked(MemberId from, Ask ask, long now) {
        NearStream known = find(from);
        if (known != null && ask.since() < known.since()) {
            return;
        }
        if (known != null && ask.since() == known.since() && !known.isOver()) {
            known.asked(ask, now);
            ask.uses().forEach(heat::used);
            return;
        }
        remove(stream -> stream.holder.equals(from));
        NearStream[] more = Arrays.copyOf(streams, streams.length + 1);
        more[more.length - 1] = new NearStream(from, ++newest, ask, now);
        streams = more;
    }

    /** The answer to a question, behind all that was told. */
    List<Sending> answer(MemberId to, Ask ask, Standing standing) {
        NearStream stream = find(to);
        return stream == null || stream.since() != ask.since()
                ? List.of()
                : stream.answer(ask, standing.epoch(), standing.stopped(), heat.hot()).stream()
                        .map(frame -> new Sending(to, frame))
                        .toList();
    }

    /** What waits to be told. */
    List<Sending> poll(long now) {
        turn(now);
        List<Sending> due = new ArrayList<>();
        boolean forgotten = false;
        for (NearStream stream : streams) {
            Told told = stream.next();
            if (told != null) {
                due.add(new Sending(stream.holder, told));
            }
            forgotten |= stream.isForgotten(now, FORGET_NANOS);
        }
        if (forgotten) {
            synchronized (this) {
                remove(stream -> stream.isForgotten(now, FORGET_NANOS));
                forgetHeat();
            }
        }
        return due;
    }

    private void turn(long now) {
        if (now - turnedAt < TURN_NANOS) {
            return;
        }
        turnedAt = now;
        if (wantsHot()) {
            heat.turn();
        }
    }

    private void forgetHeat() {
        if (!wantsHot()) {
            heat.forget();
        }
    }

    /** A configuration is installed: who does not take part is told nothing any more. */
    synchronized void installed(Set<MemberId> takePart) {
        remove(stream -> !takePart.contains(stream.holder));
        forgetHeat();
    }

    private void remove(Predicate<NearStream> which) {
        NearStream[] left = Arrays.stream(streams).filter(which.negate()).toArray(NearStream[]::new);
        if (left.length < streams.length) {
            Arrays.stream(streams).filter(which).forEach(NearStream::end);
            streams = left;
        }
    }

    private @Nullable NearStream find(MemberId holder) {
        for (NearStream stream : streams) {
            if (stream.holder.equals(holder)) {
                return stream;
            }
        }
        return null;
    }
}
