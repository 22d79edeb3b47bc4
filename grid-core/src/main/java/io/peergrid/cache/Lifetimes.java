package io.peergrid.cache;

import io.peergrid.CacheConfig;
import io.peergrid.GridConfigException;
import io.peergrid.GridEntry;
import io.peergrid.command.Expiry;
import io.peergrid.command.cache.CachedForm;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** When what a cache keeps gets old, as its configuration says. Thread-safe. */
final class Lifetimes<K, V> {
    private static final long[] NO_TAGS = {};

    private final CacheConfig<K, V> config;
    private final LongSupplier wallMillis;
    private final DoubleSupplier random;

    /** @param random from 0 to 1, 1 not included */
    Lifetimes(CacheConfig<K, V> config, LongSupplier wallMillis, DoubleSupplier random) {
        this.config = config;
        this.wallMillis = wallMillis;
        this.random = random;
    }

    long nowMillis() {
        return wallMillis.getAsLong();
    }

    /**
     * A value that begins its time now.
     *
     * @param timeToLive instead of the configured one; null for that
     */
    CachedValue<V> begin(K key, V value, long loadMillis, @Nullable Duration timeToLive) {
        Duration whole = timeToLive != null ? timeToLive : config.timeToLive();
        double share = 1 - config.jitter() * random.getAsDouble();
        long now = nowMillis();
        long freshUntil = whole == null ? CachedForm.NEVER : later(now, (long) (whole.toMillis() * share));
        Duration refresh = config.refreshAfter();
        long refreshAt = refresh == null ? CachedForm.NEVER : later(now, (long) (refresh.toMillis() * share));
        return new CachedValue<>(
                value,
                refreshAt < freshUntil ? refreshAt : CachedForm.NEVER,
                freshUntil,
                (int) Math.min(Integer.MAX_VALUE, loadMillis),
                tags(key, value));
    }

    private static long later(long now, long millis) {
        return now + Math.max(1, Math.min(millis, CachedForm.NEVER - now - 1));
    }

    private long[] tags(K key, V value) {
        BiFunction<? super K, ? super V, Set<String>> tags = config.tags();
        if (tags == null) {
            return NO_TAGS;
        }
        Set<String> all = tags.apply(key, value);
        if (all.size() > CachedForm.TAGS_MAX) {
            throw new GridConfigException("cache \"" + config.name() + "\": " + all.size() + " tags for " + key
                    + "; at most " + CachedForm.TAGS_MAX);
        }
        return all.stream().mapToLong(CachedForm::hash).toArray();
    }

    /** How long the grid keeps a value: until nobody gets it any more, not even because loading fails. */
    Expiry expiry(CachedValue<V> value) {
        Duration kept = kept(value);
        return kept == null ? Expiry.NEVER : Expiry.after(kept.toMillis());
    }

    /** As {@link #expiry}; null for ever. */
    @Nullable
    Duration kept(CachedValue<V> value) {
        if (value.freshUntil() == CachedForm.NEVER) {
            return null;
        }
        long left = Math.max(1, value.freshUntil() - nowMillis());
        Duration stale = config.staleOnError();
        return Duration.ofMillis(stale == null ? left : later(left, stale.toMillis()));
    }

    boolean isFresh(CachedValue<V> value) {
        return value.freshUntil() == CachedForm.NEVER || value.isFresh(nowMillis());
    }

    /** Whether whoever reads this fresh value should have it loaded anew meanwhile. */
    boolean isToBeRefreshed(CachedValue<V> value) {
        if (!value.isTimed()) {
            return false;
        }
        long now = nowMillis();
        if (now >= value.refreshAt()) {
            return true;
        }
        double beta = config.earlyRefresh();
        return beta > 0
                && value.freshUntil() != CachedForm.NEVER
                && now - value.loadMillis() * beta * Math.log(1 - random.getAsDouble()) >= value.freshUntil();
    }

    /** What the application sees of an entry, also of one whose time is over. */
    <K2> GridEntry<K2, V> shown(GridEntry<K2, CachedValue<V>> entry) {
        return new GridEntry<>(entry.key(), entry.value().value(), entry.version(), left(entry.value()));
    }

    /** As {@link #kept}, of the one that is kept longest. */
    @Nullable
    Duration longest(Collection<CachedValue<V>> values) {
        Duration longest = Duration.ZERO;
        for (CachedValue<V> value : values) {
            Duration kept = kept(value);
            if (kept == null) {
                return null;
            }
            longest = kept.compareTo(longest) > 0 ? kept : longest;
        }
        return longest;
    }

    /** What is left of a value's time; null if that is for ever. */
    @Nullable
    Duration left(CachedValue<V> value) {
        return value.freshUntil() == CachedForm.NEVER
                ? null
                : Duration.ofMillis(Math.max(1, value.freshUntil() - nowMillis()));
    }

    /** The same value with another time to live; it is not refreshed ahead any more. */
    CachedValue<V> lasting(K key, V value, @Nullable Duration timeToLive) {
        long freshUntil = timeToLive == null ? CachedForm.NEVER : later(nowMillis(), timeToLive.toMillis());
        return new CachedValue<>(value, CachedForm.NEVER, freshUntil, 0, tags(key, value));
    }
}
