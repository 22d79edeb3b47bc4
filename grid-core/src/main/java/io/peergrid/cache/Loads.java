package io.peergrid.cache;

import io.peergrid.CacheConfig;
import io.peergrid.CacheLoadException;
import io.peergrid.CacheLoader;
import io.peergrid.GridEntry;
import io.peergrid.GridMap;
import io.peergrid.GridMemoryException;
import io.peergrid.GridUnavailableException;
import io.peergrid.OutcomeUnknownException;
import io.peergrid.ValueTooLargeException;
import io.peergrid.cache.CacheClaims.Asked;
import io.peergrid.cache.CacheClaims.Claim;
import io.peergrid.cache.Load.Outcome;
import io.peergrid.command.Expiry;
import io.peergrid.command.cache.ClaimEntry.Answer;
import io.peergrid.command.cache.ClaimEntry.Purpose;
import io.peergrid.command.cache.FillEntry;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a cache does not have: one load of a key at a time at this member, and, by the key's claim, in the grid. Thread-safe.
 */
final class Loads<K, V> {
    /** After its timeout a loader is interrupted; this is for its way out. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final CacheConfig<K, V> config;
    private final Function<K, Key> keys;
    private final CachedValues<V> form;
    private final Lifetimes<K, V> lifetimes;
    private final CacheClaims claims;
    private final CacheThreads threads;
    private final CacheRecorder recorder;
    private final Class<?> valueType;
    private final Map<Key, Load<V>> underWay = new ConcurrentHashMap<>();

    Loads(
            CacheConfig<K, V> config,
            Function<K, Key> keys,
            CachedValues<V> form,
            Lifetimes<K, V> lifetimes,
            CacheClaims claims,
            CacheThreads threads,
            CacheRecorder recorder) {
        this.config = config;
        this.keys = keys;
        this.form = form;
        this.lifetimes = lifetimes;
        this.claims = claims;
        this.threads = threads;
        this.recorder = recorder;
        valueType = MethodType.methodType(config.valueType()).wrap().returnType();
    }

    /**
     * What a load is for.
     *
     * @param entries of the cache, with the caller's deadline
     * @param runner with the caller's deadline
     */
    record Order<K, V>(
            K key,
            CacheLoader<? super K, ? extends V> loader,
            Purpose purpose,
            GridMap<K, CachedValue<V>> entries,
            CallRunner runner) {}

    /** Loads in this thread, or waits for whoever does; the deadline is for what is not the loader. */
    @Nullable
    V here(Order<K, V> order) {
        return load(order, own -> {
            Outcome<V> outcome = outcome(order);
            own.end(outcome);
            return outcome;
        });
    }

    /** Loads on a thread that may block, and waits for that. */
    @Nullable
    V elsewhere(Order<K, V> order) {
        if (CacheThreads.isHere()) {
            // All others may be waiting, too.
            return here(order);
        }
        long deadline = order.runner().deadline();
        return load(order, own -> {
            own.start(threads, () -> outcome(order));
            return own.load().await(deadline - order.runner().calls().nanoTime(), order.key());
        });
    }

    /** Loads on a thread that may block, unless somebody does so here already; nobody waits. */
    void ahead(
            K key, CacheLoader<? super K, ? extends V> loader, GridMap<K, CachedValue<V>> entries, CallRunner runner) {
        Order<K, V> order = new Order<>(key, loader, Purpose.REFRESH, entries, runner);
        Own<V> own = own(order, keys.apply(key));
        if (underWay.putIfAbsent(own.key(), own.load()) == null) {
            own.start(threads, () -> refresh(order));
        }
    }

    private Outcome<V> refresh(Order<K, V> order) {
        try {
            GridEntry<K, CachedValue<V>> seen = order.entries().getEntry(order.key());
            if (seen == null || !lifetimes.isToBeRefreshed(seen.value())) {
                return new Outcome.Refused<>(null);
            }
            Asked asked = ask(order, seen, order.runner().deadline());
            if (asked.claim() == null) {
                return new Outcome.Refused<>(null);
            }
            Outcome<V> outcome = loadWith(asked.claim(), order, seen);
            recorder.refreshed();
            return outcome;
        } catch (RuntimeException e) {
            // Whoever reads the value when it is old loads it, and hears of failures.
            return new Outcome.Refused<>(null);
        }
    }

    private Asked ask(Order<K, V> order, @Nullable GridEntry<K, CachedValue<V>> seen, long deadline) {
        long version = seen == null ? 0 : seen.version();
        return claims.ask(
                order.runner(), keys.apply(order.key()), order.purpose(), version, config.loadTimeout(), deadline);
    }

    /** A load that this member has begun. */
    private record Own<V>(Key key, Load<V> load, Map<Key, Load<V>> underWay) {
        void start(CacheThreads threads, Supplier<Outcome<V>> loading) {
            try {
                threads.execute(() -> end(loading.get()));
            } catch (GridUnavailableException tooMany) {
                end(new Outcome.Failure<>(tooMany));
            }
        }

        void end(Outcome<V> outcome) {
            underWay.remove(key, load);
            load.end(outcome);
        }
    }

    private Own<V> own(Order<K, V> order, Key key) {
        long overdueAt = order.runner().deadline() + config.loadTimeout().toNanos() + GRACE_NANOS;
        return new Own<>(key, new Load<>(order.purpose(), overdueAt), underWay);
    }

    private Outcome<V> outcome(Order<K, V> order) {
        try {
            return lead(order, order.runner().deadline());
        } catch (RuntimeException e) {
            return new Outcome.Failure<>(e);
        }
    }

    private @Nullable V load(Order<K, V> order, Function<Own<V>, Outcome<V>> leading) {
        long deadline = order.runner().deadline();
        Key key = keys.apply(order.key());
        while (true) {
            long joinedAt = order.runner().calls().nanoTime();
            Own<V> own = own(order, key);
            Load<V> other = underWay.putIfAbsent(key, own.load());
            if (other == null) {
                return answer(leading.apply(own));
            }
            if (other.isOverdue(joinedAt)) {
                underWay.remove(key, other);
                continue;
            }
            recorder.waited();
            Outcome<V> outcome = other.await(deadline - joinedAt, order.key());
            if (isGoodFor(order, other, outcome, joinedAt)) {
                return answer(outcome);
            }
            checkTime(order, deadline);
        }
    }

    private @Nullable V answer(Outcome<V> outcome) {
        if (outcome instanceof Outcome.Failure<V> failure) {
            throw failure.error();
        } else if (outcome instanceof Outcome.Refused<V> refused) {
            return refused.value();
        }
        Outcome.Value<V> value = (Outcome.Value<V>) outcome;
        if (value.stale()) {
            recorder.readStale();
        }
        return value.value();
    }

    /** What the store said concerns all who asked before it was asked last; that another caller gave up does not. */
    private static boolean isGoodFor(Order<?, ?> order, Load<?> load, Outcome<?> outcome, long joinedAt) {
        if (!load.isFor(order.purpose())) {
            return false;
        }
        return outcome instanceof Outcome.Value<?> value
                ? joinedAt - value.asOf() <= 0
                : outcome instanceof Outcome.Failure<?> failure && failure.error() instanceof CacheLoadException;
    }

    private void checkTime(Order<K, V> order, long deadline) {
        if (deadline - order.runner().calls().nanoTime() <= 0) {
            throw new GridUnavailableException(
                    "the value of " + order.key()
                            + " could not be loaded until the deadline: others were loading it, or changed it meanwhile; nothing happened. Retry later");
        }
    }

    /** The only one at this member who loads the key now. */
    private Outcome<V> lead(Order<K, V> order, long deadline) {
        boolean again = order.purpose() == Purpose.LOAD_AGAIN;
        boolean changed = false;
        Order<K, V> now = order;
        while (true) {
            long sent = order.runner().calls().nanoTime();
            GridEntry<K, CachedValue<V>> seen = order.entries().getEntry(order.key());
            if (seen != null && (again ? changed : lifetimes.isFresh(seen.value()))) {
                return new Outcome.Value<>(seen.value().value(), false, sent);
            }
            sent = order.runner().calls().nanoTime();
            Asked asked = asked(now, seen, deadline);
            if (asked == null) {
                return new Outcome.Refused<>(loaded(order));
            } else if (asked.claim() != null) {
                return loadWith(asked.claim(), now, seen);
            } else if (asked.answer() == Answer.NO_ROW) {
                return new Outcome.Value<>(null, false, sent);
            } else if (asked.answer() == Answer.BACKING_OFF && seen != null) {
                if (config.staleOnError() != null) {
                    return new Outcome.Value<>(seen.value().value(), true, sent);
                }
                now = new Order<>(order.key(), order.loader(), Purpose.LOAD_AGAIN, order.entries(), order.runner());
            } else if (asked.answer() == Answer.HELD) {
                recorder.waited();
                claims.awaitFree(order.runner(), keys.apply(order.key()), deadline);
            }
            changed = asked.answer() == Answer.CHANGED;
            checkTime(order, deadline);
        }
    }

    /** Null if there is no room for a claim: then nothing is kept either. */
    private @Nullable Asked asked(Order<K, V> order, @Nullable GridEntry<K, CachedValue<V>> seen, long deadline) {
        try {
            return ask(order, seen, deadline);
        } catch (GridMemoryException full) {
            return null;
        }
    }

    private @Nullable V loaded(Order<K, V> order) {
        try {
            return call(order);
        } catch (Throwable e) {
            recorder.loadFailed();
            throw failure(order.key(), e);
        }
    }

    private @Nullable V call(Order<K, V> order) throws Exception {
        V loaded = checked(
                order.key(),
                threads.call(
                        () -> order.loader().load(order.key()),
                        config.loadTimeout().toMillis()));
        recorder.loaded(1);
        return loaded;
    }

    private Outcome<V> loadWith(Claim claim, Order<K, V> order, @Nullable GridEntry<K, CachedValue<V>> seen) {
        long start = order.runner().calls().nanoTime();
        V loaded;
        try {
            loaded = call(order);
        } catch (Throwable e) {
            return failed(claim, order, seen, e);
        }
        long now = order.runner().calls().nanoTime();
        return keep(claim, order, loaded, TimeUnit.NANOSECONDS.toMillis(now - start), now);
    }

    private Outcome<V> keep(Claim claim, Order<K, V> order, @Nullable V loaded, long loadMillis, long sent) {
        FillEntry.Result kept;
        try {
            kept = order.runner().run(fill(claim, order.key(), loaded, loadMillis));
        } catch (GridMemoryException | ValueTooLargeException | GridUnavailableException | OutcomeUnknownException e) {
            // It is good for the caller all the same.
            claim.giveBack();
            recorder.loadRefused();
            return new Outcome.Refused<>(loaded);
        } catch (RuntimeException e) {
            claim.giveBack();
            throw e;
        }
        if (kept.done()) {
            return new Outcome.Value<>(loaded, false, sent);
        }
        recorder.loadRefused();
        return new Outcome.Refused<>(loaded);
    }

    /**
     * What the store has, for a change that depends on it; not kept.
     *
     * @return null if there is no row, or no loader
     * @throws CacheLoadException if loading failed
     */
    @Nullable
    GridEntry<K, V> row(K key) {
        CacheLoader<K, V> loader = config.loader();
        if (loader == null) {
            return null;
        }
        try {
            V row = checked(
                    key,
                    threads.call(() -> loader.load(key), config.loadTimeout().toMillis()));
            recorder.loaded(1);
            return row == null ? null : new GridEntry<>(key, row, 0, null);
        } catch (Throwable e) {
            recorder.loadFailed();
            throw failure(key, e);
        }
    }

    Call<FillEntry.Result, FillEntry.Result> fill(Claim claim, K key, @Nullable V loaded, long loadMillis) {
        if (loaded == null) {
            Duration noRow = config.negativeTimeToLive();
            return claim.fill(null, Expiry.NEVER, noRow == null ? 0 : noRow.toMillis(), false);
        }
        CachedValue<V> value = lifetimes.begin(key, loaded, loadMillis, null);
        return claim.fill(ByteSlice.of(form.encode(value)), lifetimes.expiry(value), 0, false);
    }

    /** @throws ClassCastException if the loader went around the type system */
    @Nullable
    V checked(K key, @Nullable V loaded) {
        if (loaded != null && !valueType.isInstance(loaded)) {
            throw new ClassCastException(
                    "the loader returned a " + loaded.getClass().getName() + " for " + key + ", but the cache \""
                            + config.name() + "\" is of " + valueType.getName());
        }
        return loaded;
    }

    private Outcome<V> failed(
            Claim claim, Order<K, V> order, @Nullable GridEntry<K, CachedValue<V>> seen, Throwable failure) {
        recorder.loadFailed();
        boolean stale = seen != null && order.purpose() != Purpose.LOAD_AGAIN && mayBeStale(failure);
        boolean backOff = stale || order.purpose() == Purpose.REFRESH;
        claim.end(backOff ? config.errorBackOff().toMillis() : 0);
        if (stale) {
            long now = order.runner().calls().nanoTime();
            return new Outcome.Value<>(Objects.requireNonNull(seen).value().value(), true, now);
        }
        throw failure(order.key(), failure);
    }

    /** Whether old values may be given instead. */
    boolean mayBeStale(Throwable failure) {
        try {
            return config.staleOnError() != null && config.staleErrors().test(failure);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    CacheLoadException failure(Object what, Throwable failure) {
        return new CacheLoadException(
                "the loader of the cache \"" + config.name() + "\" failed for " + what + ": " + failure, failure);
    }
}
