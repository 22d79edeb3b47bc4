package io.peergrid.cache;

import io.peergrid.CacheConfig;
import io.peergrid.CacheLoadException;
import io.peergrid.CacheLoader;
import io.peergrid.GridEntry;
import io.peergrid.GridException;
import io.peergrid.GridMap;
import io.peergrid.GridUnavailableException;
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
        long deadline = order.runner().deadline();
        return load(order, own -> {
            own.start(threads, () -> outcome(order));
            return own.load().await(deadline - order.runner().calls().nanoTime(), order.key());
        });
    }

    /** Loads on a thread that may block, unless somebody does so here already; nobody waits. */
    void ahead(
            K key, CacheLoader<? super K, ? extends V> loader, GridMap<K, CachedValue<V>> entries, CallRunner runner) {
        Own<V> own = new Own<>(keys.apply(key), new Load<>(), underWay);
        if (underWay.putIfAbsent(own.key(), own.load()) == null) {
            own.start(threads, () -> refresh(new Order<>(key, loader, Purpose.LOAD, entries, runner)));
        }
    }

    private Outcome<V> refresh(Order<K, V> order) {
        try {
            GridEntry<K, CachedValue<V>> seen = order.entries().getEntry(order.key());
            long deadline = order.runner().deadline();
            if (seen == null || !lifetimes.isToBeRefreshed(seen.value())) {
                return new Outcome.Refused<>(null);
            }
            Asked asked = claims.ask(
                    order.runner(),
                    keys.apply(order.key()),
                    Purpose.LOAD,
                    seen.version(),
                    config.loadTimeout(),
                    deadline);
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
            Own<V> own = new Own<>(key, new Load<>(), underWay);
            Load<V> other = underWay.putIfAbsent(key, own.load());
            Outcome<V> outcome;
            if (other == null) {
                outcome = leading.apply(own);
                if (outcome instanceof Outcome.Refused<V> refused) {
                    return refused.value();
                }
            } else {
                recorder.waited();
                outcome = other.await(deadline - order.runner().calls().nanoTime(), order.key());
            }
            if (outcome instanceof Outcome.Value<V> loaded) {
                if (loaded.stale()) {
                    recorder.readStale();
                }
                return loaded.value();
            } else if (outcome instanceof Outcome.Failure<V> failure && (other == null || isOfStore(failure))) {
                throw failure.error();
            }
            checkTime(order, deadline);
        }
    }

    /** What the store said concerns all who asked; that another caller gave up does not. */
    private static boolean isOfStore(Outcome.Failure<?> failure) {
        return failure.error() instanceof CacheLoadException;
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
        Key key = keys.apply(order.key());
        while (true) {
            GridEntry<K, CachedValue<V>> seen = order.entries().getEntry(order.key());
            if (order.purpose() == Purpose.LOAD && seen != null && lifetimes.isFresh(seen.value())) {
                return new Outcome.Value<>(seen.value().value(), false);
            }
            long version = seen == null ? 0 : seen.version();
            Asked asked = claims.ask(order.runner(), key, order.purpose(), version, config.loadTimeout(), deadline);
            if (asked.claim() != null) {
                return loadWith(asked.claim(), order, seen);
            } else if (asked.answer() == Answer.NO_ROW) {
                return new Outcome.Value<>(null, false);
            } else if (asked.answer() == Answer.BACKING_OFF && seen != null) {
                return new Outcome.Value<>(seen.value().value(), true);
            } else if (asked.answer() == Answer.HELD) {
                recorder.waited();
                claims.awaitFree(order.runner(), key, deadline);
            }
            checkTime(order, deadline);
        }
    }

    private Outcome<V> loadWith(Claim claim, Order<K, V> order, @Nullable GridEntry<K, CachedValue<V>> seen) {
        long start = order.runner().calls().nanoTime();
        V loaded;
        try {
            loaded = checked(
                    order.key(),
                    threads.call(
                            () -> order.loader().load(order.key()),
                            config.loadTimeout().toMillis()));
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            return failed(claim, order, seen, e);
        }
        recorder.loaded(1);
        long millis = TimeUnit.NANOSECONDS.toMillis(order.runner().calls().nanoTime() - start);
        return keep(claim, order, loaded, millis);
    }

    private Outcome<V> keep(Claim claim, Order<K, V> order, @Nullable V loaded, long loadMillis) {
        FillEntry.Result kept;
        try {
            kept = order.runner().run(fill(claim, order.key(), loaded, loadMillis));
        } catch (GridException e) {
            // A value that is too large, or no way to the owner: it is good for the caller all the same, and the claim
            // must go.
            claim.giveBack();
            throw e;
        }
        if (kept.done()) {
            return new Outcome.Value<>(loaded, false);
        }
        recorder.loadRefused();
        return new Outcome.Refused<>(loaded);
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
        boolean stale = seen != null
                && config.staleOnError() != null
                && config.staleErrors().test(failure);
        claim.end(stale ? config.errorBackOff().toMillis() : 0);
        if (stale) {
            return new Outcome.Value<>(Objects.requireNonNull(seen).value().value(), true);
        }
        throw failure(order.key(), failure);
    }

    CacheLoadException failure(Object what, Throwable failure) {
        return new CacheLoadException(
                "the loader of the cache \"" + config.name() + "\" failed for " + what + ": " + failure, failure);
    }
}
