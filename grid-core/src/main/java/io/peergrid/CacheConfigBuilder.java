package io.peergrid;

import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Builds a {@link CacheConfig}. Not thread-safe. */
public final class CacheConfigBuilder<K, V> {
    private static final int NAME_CHARS_MAX = 200;
    private static final Duration LONGEST_CALL = Duration.ofHours(1);

    final String name;
    final Class<K> keyType;
    final Class<V> valueType;

    @Nullable
    CacheLoader<K, V> loader;

    @Nullable
    CacheWriter<K, V> writer;

    Writing writing = Writing.THROUGH;
    WriteBehind writeBehind = WriteBehind.defaults();

    @Nullable
    Duration timeToLive;

    @Nullable
    Duration refreshAfter;

    double earlyRefresh;
    double jitter;

    @Nullable
    Duration staleOnError;

    Predicate<? super Throwable> staleErrors = failure -> true;
    Duration errorBackOff = Duration.ofSeconds(1);

    @Nullable
    Duration negativeTimeToLive;

    Duration loadTimeout = Duration.ofSeconds(30);
    Duration writeTimeout = Duration.ofSeconds(30);

    @Nullable
    BiFunction<? super K, ? super V, Set<String>> tags;

    @Nullable
    Eviction eviction;

    @Nullable
    NearCopies near;

    boolean replicated;

    /** How changes reach the store. */
    public enum Writing {
        /** Before the call returns; the cache has the new value then, too. */
        THROUGH,
        /** Before the call returns; the cache has no value then. */
        AROUND,
        /** Some time after the call has returned. */
        BEHIND
    }

    CacheConfigBuilder(String name, Class<K> keyType, Class<V> valueType) {
        this.name = Objects.requireNonNull(name, "name");
        this.keyType = Objects.requireNonNull(keyType, "keyType");
        this.valueType = Objects.requireNonNull(valueType, "valueType");
        require(
                !name.isBlank() && name.length() <= NAME_CHARS_MAX,
                "the name has 1 to " + NAME_CHARS_MAX + " characters");
    }

    /** Read-through: a {@code get} that finds nothing loads the value, once in the whole grid. */
    public CacheConfigBuilder<K, V> loader(CacheLoader<K, V> loader) {
        this.loader = Objects.requireNonNull(loader, "loader");
        return this;
    }

    /** A change counts when the store and the cache have it. A store that refuses fails the call, and nothing is changed. */
    public CacheConfigBuilder<K, V> writeThrough(CacheWriter<K, V> writer) {
        return writer(writer, Writing.THROUGH);
    }

    /** A change goes to the store; the cache forgets the entry and loads it when it is read next. */
    public CacheConfigBuilder<K, V> writeAround(CacheWriter<K, V> writer) {
        return writer(writer, Writing.AROUND);
    }

    /** A change counts when the cache has it, and goes to the store later. Give the same to each member that holds data: the primary of the key writes. */
    public CacheConfigBuilder<K, V> writeBehind(CacheWriter<K, V> writer, WriteBehind settings) {
        writeBehind = Objects.requireNonNull(settings, "settings");
        return writer(writer, Writing.BEHIND);
    }

    private CacheConfigBuilder<K, V> writer(CacheWriter<K, V> writer, Writing writing) {
        require(this.writer == null, "there is a writer already");
        this.writer = Objects.requireNonNull(writer, "writer");
        this.writing = writing;
        return this;
    }

    /** How long a value counts after it was loaded or written, at least a millisecond. For ever by default. */
    public CacheConfigBuilder<K, V> timeToLive(Duration timeToLive) {
        this.timeToLive = positive(timeToLive, "timeToLive");
        return this;
    }

    /** Refresh-ahead: whoever reads a value older than this gets it at once, and it is loaded again meanwhile. Below the time to live. */
    public CacheConfigBuilder<K, V> refreshAfter(Duration refreshAfter) {
        this.refreshAfter = positive(refreshAfter, "refreshAfter");
        return this;
    }

    /**
     * Lets single reads refresh a value shortly before its time is over, by chance, the sooner the longer loading takes: so that not all wait when it ends. Follows
     * Vattani, Chierichetti and Lowenstein, "Optimal Probabilistic Cache Stampede Prevention" (VLDB 2015).
     *
     * @param beta above 0, at most 100; 1 is the paper's optimum, more refreshes earlier
     */
    public CacheConfigBuilder<K, V> earlyRefresh(double beta) {
        require(beta > 0 && beta <= 100, "earlyRefresh must be above 0 and at most 100, not " + beta);
        earlyRefresh = beta;
        return this;
    }

    /** Shortens times to live by a random share of up to this, 0 to 1, so that what was loaded together does not end together. */
    public CacheConfigBuilder<K, V> jitter(double share) {
        require(share >= 0 && share <= 1, "jitter must be 0 to 1, not " + share);
        jitter = share;
        return this;
    }

    /** If the loader fails, a value whose time to live is over is given for so long after it. */
    public CacheConfigBuilder<K, V> staleOnError(Duration forSoLong) {
        return staleOnError(forSoLong, failure -> true);
    }

    /** As {@link #staleOnError(Duration)} for failures that this predicate accepts; others are told. */
    public CacheConfigBuilder<K, V> staleOnError(Duration forSoLong, Predicate<? super Throwable> failures) {
        staleOnError = positive(forSoLong, "staleOnError");
        staleErrors = Objects.requireNonNull(failures, "failures");
        return this;
    }

    /** After the loader failed for a key that has a stale value, nobody loads it again for so long; a second by default. */
    public CacheConfigBuilder<K, V> errorBackOff(Duration errorBackOff) {
        this.errorBackOff = positive(errorBackOff, "errorBackOff");
        return this;
    }

    /** Negative caching: remembers for so long that the store has no row. */
    public CacheConfigBuilder<K, V> negativeTimeToLive(Duration negativeTimeToLive) {
        this.negativeTimeToLive = positive(negativeTimeToLive, "negativeTimeToLive");
        return this;
    }

    /** A loader that takes longer is interrupted, and others may load; 30 s by default, at most an hour. */
    public CacheConfigBuilder<K, V> loadTimeout(Duration loadTimeout) {
        this.loadTimeout = callTime(loadTimeout, "loadTimeout");
        return this;
    }

    /** A writer that takes longer is interrupted, and what it did counts as unknown; 30 s by default, at most an hour. */
    public CacheConfigBuilder<K, V> writeTimeout(Duration writeTimeout) {
        this.writeTimeout = callTime(writeTimeout, "writeTimeout");
        return this;
    }

    /** What entries can be invalidated by, besides their keys, see {@link GridCache#invalidateTag}; at most 16 for each. */
    public CacheConfigBuilder<K, V> tags(BiFunction<? super K, ? super V, Set<String>> tags) {
        this.tags = Objects.requireNonNull(tags, "tags");
        return this;
    }

    /** Bounds the cache. */
    public CacheConfigBuilder<K, V> eviction(Eviction eviction) {
        this.eviction = Objects.requireNonNull(eviction, "eviction");
        return this;
    }

    /** Lets this member keep values in its heap, out of date by no more than a bound; what it writes itself it reads at once. A matter of this member alone. */
    public CacheConfigBuilder<K, V> near(NearCopies near) {
        this.near = Objects.requireNonNull(near, "near");
        return this;
    }

    /**
     * Gives each member that holds data a copy of each entry, see {@link Grid#replicatedMap}: reads ask nobody and are linearizable, each change goes to all. For what is
     * read everywhere and changes seldom. All members have to say the same, or they use two caches.
     */
    public CacheConfigBuilder<K, V> replicated() {
        replicated = true;
        return this;
    }

    /** @throws GridConfigException if this makes no sense; the message says what to change */
    public CacheConfig<K, V> build() {
        require(
                refreshAfter == null || timeToLive == null || refreshAfter.compareTo(timeToLive) < 0,
                "refreshAfter must be below timeToLive");
        require(loader != null || refreshAfter == null, "refreshAfter needs a loader");
        require(earlyRefresh == 0 || timeToLive != null, "earlyRefresh needs a timeToLive");
        require(loader != null || earlyRefresh == 0, "earlyRefresh needs a loader");
        require(!replicated || near == null, "replicated entries are here anyway: leave near copies out");
        require(staleOnError == null || timeToLive != null, "staleOnError needs a timeToLive");
        CacheConfigBuilder<K, V> copy = new CacheConfigBuilder<>(name, keyType, valueType);
        copy.loader = loader;
        copy.writer = writer;
        copy.writing = writing;
        copy.writeBehind = writeBehind;
        copy.timeToLive = timeToLive;
        copy.refreshAfter = refreshAfter;
        copy.earlyRefresh = earlyRefresh;
        copy.jitter = jitter;
        copy.staleOnError = staleOnError;
        copy.staleErrors = staleErrors;
        copy.errorBackOff = errorBackOff;
        copy.negativeTimeToLive = negativeTimeToLive;
        copy.loadTimeout = loadTimeout;
        copy.writeTimeout = writeTimeout;
        copy.tags = tags;
        copy.eviction = eviction;
        copy.near = near;
        copy.replicated = replicated;
        return new CacheConfig<>(copy);
    }

    private Duration positive(Duration duration, String what) {
        require(duration.toMillis() >= 1, what + " must be at least a millisecond, not " + duration);
        return duration;
    }

    private Duration callTime(Duration duration, String what) {
        require(duration.compareTo(LONGEST_CALL) <= 0, what + " must be at most an hour, not " + duration);
        return positive(duration, what);
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new GridConfigException("cache \"" + name + "\": " + message);
        }
    }
}
