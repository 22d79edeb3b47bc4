package io.peergrid.near;

import io.peergrid.near.NearFrame.Answer;
import io.peergrid.near.NearFrame.Ask;
import io.peergrid.near.NearFrame.Told;
import io.peergrid.store.Key;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a holder of near copies knows of one member that leads their slots (docs/protocols/near-copies.md). Guarded by itself; time comes with each call. */
final class NearPeer {
    /** Who reads nothing for so long asks no more. */
    static final long IDLE_NANOS = TimeUnit.SECONDS.toNanos(2);
    /** What is missing of a stream after so long will not come. */
    static final long GAP_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final int REMEMBERED = 64;

    private final NearRules rules;
    private final LongSupplier numbers;
    private final ArrayDeque<Asked> asked = new ArrayDeque<>();
    private final ArrayDeque<Open> open = new ArrayDeque<>();
    private final KnownHotKeys hot;
    private Taken taken = new Taken();
    private volatile Reign reign = new Reign();
    private volatile boolean wanted;
    private long stream;
    private long leastStream = 1;
    /** Number of the first question since this began; 0 before there is one. */
    private long since;

    private long askedAt;
    private long usedAt;
    private boolean everAsked;

    /** A question. */
    private record Asked(long number, long at) {}

    /** An answer that could not be counted yet. */
    private record Open(Answer answer, long askedAt, long cameAt) {}

    /**
     * How often it is asked.
     *
     * @param hotNanos while there are copies of hot keys
     * @param restNanos otherwise; the same if copies are kept of other keys, too
     */
    record Pace(long hotNanos, long restNanos) {}

    /**
     * @param all in which all keys may have copies
     * @param hotOnly in which only hot ones may
     */
    record Namespaces(long[] all, long[] hotOnly) {}

    /** Takes what an answer proves. */
    @FunctionalInterface
    interface Proof {
        /** All copies that the answer is against have to be gone, and readers to begin anew, before the reign is proven. */
        void take(Answer answer, Runnable prove);
    }

    /**
     * @param numbers of questions; rise over all peers, also over those that were forgotten
     * @param cooled as in {@link KnownHotKeys}
     */
    NearPeer(NearRules rules, LongSupplier numbers, Consumer<Key> cooled) {
        this.rules = rules;
        this.numbers = numbers;
        hot = new KnownHotKeys(rules, cooled);
    }

    /** A key that the peer tells of though only hot ones are asked for; null for any other. Any thread, no lock. */
    @Nullable
    HotKey hotKey(Key key) {
        return hot.find(key);
    }

    Reign reign() {
        return reign;
    }

    /** A copy would have been of use. Any thread, no lock. */
    void want() {
        wanted = true;
    }

    /** The next question, if it is time and anybody reads. */
    synchronized @Nullable Ask ask(long now, Pace pace, Supplier<Namespaces> namespaces) {
        boolean used = reign.takeUse();
        if (wanted || used) {
            wanted = false;
            usedAt = now;
        } else if (!everAsked || now - usedAt > IDLE_NANOS) {
            hot.forget();
            return null;
        }
        if (everAsked && now - askedAt < (hot.isEmpty() ? pace.restNanos() : pace.hotNanos())) {
            return null;
        }
        if (isMissingSomething(now)) {
            beginAnew();
        }
        everAsked = true;
        askedAt = now;
        long number = numbers.getAsLong();
        since = since == 0 ? number : since;
        asked.addLast(new Asked(number, now));
        if (asked.size() > REMEMBERED) {
            asked.removeFirst();
        }
        // Looked up after since: a stream that was begun for a further namespace must be asked to tell of it.
        Namespaces wanted = namespaces.get();
        return new Ask(since, number, taken.upTo(), wanted.all(), wanted.hotOnly(), hot.number(), hot.takeUses());
    }

    private boolean isMissingSomething(long now) {
        for (Open each : open) {
            if (!rules.isWhole(each.answer.told(), taken.upTo()) && now - each.cameAt > GAP_NANOS) {
                return true;
            }
        }
        return false;
    }

    /** Whatever comes of streams known so far is too late; copies are good for as long as they were proven. */
    synchronized void beginAnew() {
        since = 0;
        leastStream = stream + 1;
        begin();
    }

    private void begin() {
        taken = new Taken();
        open.clear();
        reign = new Reign();
        hot.forget();
    }

    /** Keys were told, and the copies of them are gone. */
    synchronized void told(Told told, long epoch, Proof proof) {
        if (isOfStream(told.stream())) {
            taken.add(told.first(), told.keys().length);
            count(epoch, proof);
        }
    }

    synchronized void answered(Answer answer, long now, long epoch, Proof proof) {
        Long at = askedAt(answer.number());
        if (at == null || since == 0 || answer.number() < since || !isOfStream(answer.stream())) {
            return;
        }
        if (answer.news() != null) {
            hot.learn(answer.news());
        }
        if (open.size() == REMEMBERED) {
            open.removeFirst();
        }
        open.addLast(new Open(answer, at, now));
        count(epoch, proof);
    }

    /** An answer may be of a configuration that this member has installed only now. */
    synchronized void installed(long epoch, Proof proof) {
        count(epoch, proof);
    }

    private void count(long epoch, Proof proof) {
        for (Iterator<Open> each = open.iterator(); each.hasNext(); ) {
            Open next = each.next();
            if (next.answer.epoch() < epoch) {
                each.remove();
            } else if (isProof(next.answer, epoch)) {
                each.remove();
                long at = rules.provenAt(next.askedAt, next.cameAt);
                proof.take(next.answer, () -> reign.prove(at, next.answer.epoch()));
            }
        }
    }

    private boolean isProof(Answer answer, long epoch) {
        return rules.isOfEpoch(answer.epoch(), epoch)
                && rules.isWhole(answer.told(), taken.upTo())
                && rules.isAboutKnown(answer.hot(), hot.number());
    }

    private @Nullable Long askedAt(long of) {
        for (Asked each : asked) {
            if (each.number == of) {
                return each.at;
            }
        }
        return null;
    }

    /** Whether it is the newest stream; a newer one than any before begins a reign. */
    private boolean isOfStream(long of) {
        if (of < leastStream || of < stream) {
            return false;
        }
        if (of > stream) {
            stream = of;
            begin();
        }
        return true;
    }
}
