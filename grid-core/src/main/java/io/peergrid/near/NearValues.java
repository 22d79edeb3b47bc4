package io.peergrid.near;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.peergrid.NearCopies;
import io.peergrid.ports.Clock;
import io.peergrid.store.Key;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** The near copies of one map's entries, as objects. What it gives is never staler than the bound. Thread-safe. */
public final class NearValues<K> {
    /** Given for a key of which it is known that it has no entry. */
    public static final Object ABSENT = new Object();

    private static final int STRIPES = 1_024;
    private static final long MOST_MILLIS = TimeUnit.DAYS.toMillis(365);
    /** Of 2^4 reads of a hot key's copy about one is counted, whatever the steps of the clock are. */
    private static final int DRAWN_BITS = 4;

    private static final long MIX = 0x9e3779b97f4a7c15L;
    /** By how much the rates of two members' clocks may differ (protocol 2.1). */
    private static final double DRIFT = 0.05;

    private final NearReader reader;
    private final NearRules rules;
    private final Clock clock;
    private final long boundNanos;
    private final boolean hotKeysOnly;
    private final Cache<K, NearCopy> copies;
    /** A number for each stripe of keys, another one when one of them changes. */
    private final AtomicIntegerArray marks = new AtomicIntegerArray(STRIPES);

    private final LongAdder kept = new LongAdder();

    /** @param upkeep where room is made for further copies */
    NearValues(NearReader reader, Clock clock, Executor upkeep, NearCopies settings) {
        this.reader = reader;
        this.rules = reader.rules();
        this.clock = clock;
        boundNanos = (long) (settings.staleness().toNanos() * (1 - DRIFT));
        hotKeysOnly = settings.hotKeysOnly();
        copies = Caffeine.newBuilder()
                .maximumSize(settings.maxEntries())
                .executor(upkeep)
                .build();
    }

    /** The value, {@link #ABSENT}, or null if the grid has to be asked. Takes no lock, sends nothing, allocates nothing. */
    public @Nullable Object get(K key) {
        while (true) {
            long renewal = reader.renewals();
            // Before the look-up, and on each read: whoever stood still meanwhile must not go by an older time.
            long now = clock.nanoTime();
            NearCopy copy = copies.getIfPresent(key);
            if (copy == null) {
                return null;
            }
            copy.reign.use();
            if (!isGood(copy, now)) {
                forgetVoid(key, copy, now);
                return null;
            }
            if (renewal == reader.renewals()) {
                if (copy.hot != null) {
                    count(copy.hot, now);
                }
                return copy.value;
            }
        }
    }

    private boolean isGood(NearCopy copy, long now) {
        return rules.isFresh(now - copy.reign.provenAt(), boundNanos) && !isVoid(copy, now);
    }

    private boolean isVoid(NearCopy copy, long now) {
        return !rules.isSameReign(copy.fence, reader.fence(copy.slot)) || copy.isExpired(now);
    }

    /** One that only lacks a proof may be good again. */
    private void forgetVoid(K key, NearCopy copy, long now) {
        if (isVoid(copy, now)) {
            var unused = copies.asMap().remove(key, copy);
        }
    }

    /** Some reads stand for all, chosen by the time that was looked at anyway. */
    private static void count(HotKey hot, long now) {
        if ((now * MIX) >>> (Long.SIZE - DRAWN_BITS) == 0) {
            hot.used(1 << DRAWN_BITS);
        }
    }

    /**
     * Before the grid is asked for the key. Null if its answer cannot be kept.
     *
     * @param encoded the same key
     */
    public @Nullable NearFill<K> begin(K key, int slot, Key encoded) {
        int fence = reader.fence(slot);
        int mark = marks.get(stripe(key));
        // Behind the mark, which changes when the key cools.
        HotKey hot = hotKeysOnly ? reader.hotKey(slot, encoded) : null;
        long now = clock.nanoTime();
        Reign reign = reader.reignOver(slot, now, boundNanos);
        return reign == null || (hotKeysOnly && hot == null)
                ? null
                : new NearFill<>(this, key, slot, fence, mark, reign, now, hot);
    }

    void offer(NearFill<K> fill, Object value, long version, long timeToLiveMillis) {
        long expiresAt = timeToLiveMillis < 0
                ? NearCopy.FOR_EVER
                : fill.begunAt + TimeUnit.MILLISECONDS.toNanos(Math.min(timeToLiveMillis, MOST_MILLIS));
        NearCopy copy = new NearCopy(fill, value, version, expiresAt);
        int stripe = stripe(fill.key);
        // Within compute: a change is marked first and removes the copy then, so one of the two sees the other.
        var unused = copies.asMap().compute(fill.key, (key, present) -> {
            boolean keeps = rules.isUnchanged(fill.mark, marks.get(stripe))
                    && rules.isSameReign(fill.fence, reader.fence(fill.slot));
            if (!keeps) {
                return present;
            }
            kept.increment();
            return copy;
        });
    }

    /** The key has changed, or may have: neither its copy nor an answer that is under way is used any more. */
    public void changed(K key) {
        marks.incrementAndGet(stripe(key));
        // Not remove, which may look first and miss an answer that is just being kept.
        var unused = copies.asMap().compute(key, (same, present) -> null);
    }

    /**
     * What a read at the grid has found: a copy of something else goes.
     *
     * @param version 0 if there is no entry
     */
    public void seen(K key, long version) {
        NearCopy copy = copies.policy().getIfPresentQuietly(key);
        if (copy != null && copy.version != version) {
            changed(key);
        }
    }

    /** All keys may have changed. */
    public void allChanged() {
        for (int stripe = 0; stripe < STRIPES; stripe++) {
            marks.incrementAndGet(stripe);
        }
        copies.asMap().keySet().forEach(copies.asMap()::remove);
        reader.fenceOffAll();
    }

    /** How many answers were kept. */
    public long kept() {
        return kept.sum();
    }

    /** How many copies there are, good or not; about. */
    public long size() {
        return copies.estimatedSize();
    }

    private static int stripe(Object key) {
        int hash = key.hashCode() * 0x9e3779b9;
        return (hash >>> 16 ^ hash) & (STRIPES - 1);
    }
}
