package io.peergrid.cache;

import io.peergrid.CacheConfig;
import io.peergrid.CacheConfigBuilder.Writing;
import io.peergrid.CacheWrite;
import io.peergrid.CacheWriteException;
import io.peergrid.CacheWriter;
import io.peergrid.GridEntry;
import io.peergrid.GridException;
import io.peergrid.GridUnavailableException;
import io.peergrid.OutcomeUnknownException;
import io.peergrid.cache.CacheClaims.Asked;
import io.peergrid.cache.CacheClaims.Claim;
import io.peergrid.command.Expiry;
import io.peergrid.command.cache.FillEntry;
import io.peergrid.map.Call;
import io.peergrid.map.Change;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Write-through and write-around: under the key's claim, so one at a time in the whole grid, the store first and then the cache. Whoever dies in between leaves a claim, and with it goes
 * the entry. Thread-safe.
 */
final class StoreWrites<K, V> implements Writes<K, V> {
    private static final String FORGETS =
            "The cache forgets the entry within " + CacheClaims.LEASE_MILLIS / 1_000 + " s";

    private final CacheConfig<K, V> config;
    private final CacheWriter<K, V> writer;
    private final Function<K, Key> keys;
    private final CachedValues<V> form;
    private final Lifetimes<K, V> lifetimes;
    private final CacheClaims claims;
    private final CacheThreads threads;
    private final CacheRecorder recorder;
    private final Loads<K, V> loads;

    StoreWrites(
            CacheConfig<K, V> config,
            Function<K, Key> keys,
            CachedValues<V> form,
            Lifetimes<K, V> lifetimes,
            CacheClaims claims,
            CacheThreads threads,
            CacheRecorder recorder,
            Loads<K, V> loads) {
        this.loads = loads;
        this.config = config;
        this.keys = keys;
        this.form = form;
        this.lifetimes = lifetimes;
        this.claims = claims;
        this.threads = threads;
        this.recorder = recorder;
        writer = Objects.requireNonNull(config.writer());
    }

    @Override
    public Written<V> change(Order<K, V> order) {
        Asked asked = claim(order);
        Claim claim = Objects.requireNonNull(asked.claim());
        boolean stored = false;
        try {
            GridEntry<K, V> present = present(order);
            V before = present == null ? null : present.value();
            Change<V> change = order.decide().apply(present);
            if (change instanceof Change.None<V>) {
                return new Written<>(false, before, before);
            }
            V after = change instanceof Change.To<V> to ? to.value() : null;
            Call<FillEntry.Result, FillEntry.Result> fill = fill(claim, order, after);
            stored = true;
            store(claim, order, new CacheWrite<>(order.key(), after, asked.version()));
            cache(claim, order, fill);
            return new Written<>(true, before, after);
        } finally {
            if (!stored) {
                claim.giveBack();
            }
        }
    }

    private Duration work(Order<K, V> order) {
        return order.ofRow() ? config.writeTimeout().plus(config.loadTimeout()) : config.writeTimeout();
    }

    private Asked claim(Order<K, V> order) {
        return claims.askToWrite(
                order.runner(),
                keys.apply(order.key()),
                work(order),
                order.runner().deadline(),
                () -> "others were writing " + order.key()
                        + " until the deadline; nothing happened. Retry, or look why the store is slow");
    }

    private @Nullable GridEntry<K, V> present(Order<K, V> order) {
        GridEntry<K, V> cached = PlainWrites.present(order.entries().getEntry(order.key()), lifetimes);
        return cached == null && order.ofRow() ? loads.row(order.key()) : cached;
    }

    /** Before the store is called: a value that cannot be encoded is refused while nothing has happened. */
    private Call<FillEntry.Result, FillEntry.Result> fill(Claim claim, Order<K, V> order, @Nullable V after) {
        if (after == null) {
            return claim.fill(null, Expiry.NEVER, 0, true);
        }
        CachedValue<V> value = lifetimes.begin(order.key(), after, 0, order.timeToLive());
        ByteSlice bytes = ByteSlice.of(form.encode(value));
        return config.writing() == Writing.AROUND
                ? claim.fill(null, Expiry.NEVER, 0, true)
                : claim.fill(bytes, lifetimes.expiry(value), 0, true);
    }

    private void store(Claim claim, Order<K, V> order, CacheWrite<K, V> write) {
        if (!claim.isHeld()) {
            claim.giveBack();
            throw new GridUnavailableException("this member stood still or was cut off since it claimed " + order.key()
                    + "; nothing happened. Retry");
        }
        try {
            threads.call(
                    () -> {
                        writer.write(write);
                        return null;
                    },
                    config.writeTimeout().toMillis());
            recorder.wrote();
        } catch (Throwable e) {
            recorder.writeFailed();
            refused(claim, order, e);
        }
    }

    private void refused(Claim claim, Order<K, V> order, Throwable failure) {
        if (surelyNotWritten(failure)) {
            claim.giveBack();
            throw new CacheWriteException(
                    "the store of the cache \"" + config.name() + "\" refused " + order.key() + ": " + failure,
                    failure);
        }
        // Before the caller hears of it: what the cache has may be older than the row.
        String after = forget(claim, order) ? "The cache has forgotten the entry" : FORGETS;
        OutcomeUnknownException unknown = new OutcomeUnknownException("the store of the cache \"" + config.name()
                + "\" may have taken the change of " + order.key() + ", or not: " + failure + ". " + after);
        unknown.initCause(failure);
        throw unknown;
    }

    private boolean surelyNotWritten(Throwable failure) {
        try {
            return writer.surelyNotWritten(failure);
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
            return false;
        }
    }

    /** Also in a thread that was interrupted: it only waits for the grid. Whether it is done. */
    private boolean forget(Claim claim, Order<K, V> order) {
        boolean interrupted = Thread.interrupted();
        try {
            order.runner().run(claim.fill(null, Expiry.NEVER, 0, true));
            return true;
        } catch (GridException unreachable) {
            // The claim is not renewed; the entry goes with it.
            claim.abandon();
            return false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void cache(Claim claim, Order<K, V> order, Call<FillEntry.Result, FillEntry.Result> fill) {
        try {
            order.runner().run(fill);
        } catch (GridException e) {
            // A value that does not fit can still be forgotten.
            String after = forget(claim, order) ? "The cache has forgotten the entry" : FORGETS;
            OutcomeUnknownException unknown = new OutcomeUnknownException("the store of the cache \"" + config.name()
                    + "\" has the change of " + order.key() + ", but the cache could not take it: " + e.getMessage()
                    + ". " + after);
            unknown.initCause(e);
            throw unknown;
        }
    }
}
