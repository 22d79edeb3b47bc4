package io.peergrid.near;

import io.peergrid.near.NearFrame.Answer;
import io.peergrid.near.NearFrame.Ask;
import io.peergrid.near.NearFrame.Told;
import io.peergrid.partition.SlotSet;
import io.peergrid.ports.MemberId;
import io.peergrid.store.Key;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one holder of near copies is told. Guarded by itself, under locks of slots. */
final class NearStream {
    /** Of keys that wait to be told. */
    static final int WAITING_MAX_BYTES = 64 << 10;
    /** Of keys that the holder has not said to have taken. */
    static final int UNTAKEN_MAX_BYTES = 256 << 10;

    final MemberId holder;
    final long number;
    private final long since;
    private final WireWriter waiting = new WireWriter(256);
    private volatile long[] namespaces;
    private volatile long[] hotNamespaces;
    private long told;
    private long taken;
    private long askedAt;
    private boolean over;

    NearStream(MemberId holder, long number, Ask ask, long now) {
        this.holder = holder;
        this.number = number;
        since = ask.since();
        namespaces = ask.namespaces();
        hotNamespaces = ask.hotNamespaces();
        askedAt = now;
    }

    long since() {
        return since;
    }

    synchronized boolean isOver() {
        return over;
    }

    /** A key was changed. Under its slot's lock. */
    void changed(Key key, NearHeat heat) {
        if (contains(namespaces, key.namespace())
                || (wantsHotOf(key.namespace()) && heat.hot().isHot(key))) {
            synchronized (this) {
                add(key);
            }
        }
    }

    boolean wantsHot() {
        return hotNamespaces.length > 0;
    }

    boolean wantsHotOf(long namespace) {
        return contains(hotNamespaces, namespace);
    }

    private static boolean contains(long[] namespaces, long namespace) {
        for (long each : namespaces) {
            if (each == namespace) {
                return true;
            }
        }
        return false;
    }

    private void add(Key key) {
        if (over) {
            return;
        }
        int size = key.length() + 13;
        if (waiting.size() + size > WAITING_MAX_BYTES || told - taken + size > UNTAKEN_MAX_BYTES) {
            over = true;
            waiting.reset();
        } else {
            int before = waiting.size();
            key.writeTo(waiting);
            told += waiting.size() - before;
        }
    }

    synchronized void asked(Ask ask, long now) {
        namespaces = ask.namespaces();
        hotNamespaces = ask.hotNamespaces();
        taken = Math.max(taken, Math.min(told, ask.taken()));
        askedAt = now;
    }

    /** What waits, as one frame, or null. */
    synchronized @Nullable Told next() {
        if (waiting.size() == 0) {
            return null;
        }
        byte[] keys = waiting.toBytes();
        waiting.reset();
        return new Told(number, told - keys.length, keys);
    }

    /** What was told up to now, and then the answer; nothing if the stream is over. */
    synchronized List<NearFrame> answer(Ask ask, long epoch, SlotSet stopped, HotKeys hot) {
        List<NearFrame> frames = new ArrayList<>();
        if (!over) {
            Told last = next();
            if (last != null) {
                frames.add(last);
            }
            long known = wantsHot() ? hot.number() : 0;
            HotKeys news = known == ask.hot() ? null : hot;
            frames.add(new Answer(number, ask.number(), epoch, told, stopped, known, known == 0 ? null : news));
        }
        return frames;
    }

    /** Nobody asked for so long that the holder is taken to have lost interest. */
    synchronized boolean isForgotten(long now, long afterNanos) {
        return over || now - askedAt > afterNanos;
    }

    /** Nothing is told any more. */
    synchronized void end() {
        over = true;
        waiting.reset();
    }
}
