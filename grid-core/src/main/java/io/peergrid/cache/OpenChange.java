package io.peergrid.cache;

import io.peergrid.CacheChange;
import io.peergrid.GridException;
import io.peergrid.cache.CacheClaims.Claim;
import io.peergrid.command.Expiry;
import io.peergrid.command.cache.FillEntry;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner;
import io.peergrid.map.CallRunner.Outcome;
import io.peergrid.store.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/** A transaction of the application that has the claims of the rows it changes. Thread-safe. */
final class OpenChange implements CacheChange {
    private static final int KEYS_MAX = 1_000;
    private static final Duration LONGEST = Duration.ofHours(1);
    /** The same for everybody, so that two changes never wait for each other in a circle. */
    private static final Comparator<Key> ORDER = Comparator.comparing(Key::bytes, Arrays::compareUnsigned);

    private final List<Claim> claims;
    private final CallRunner runner;
    private final AtomicBoolean closed = new AtomicBoolean();

    private OpenChange(List<Claim> claims, CallRunner runner) {
        this.claims = List.copyOf(claims);
        this.runner = runner;
    }

    static OpenChange begin(List<Key> keys, CacheClaims claims, CallRunner runner) {
        if (keys.size() > KEYS_MAX) {
            throw new IllegalArgumentException(keys.size() + " keys; at most " + KEYS_MAX);
        }
        long deadline = runner.deadline();
        List<Claim> held = new ArrayList<>(keys.size());
        try {
            for (Key key : keys.stream().sorted(ORDER).toList()) {
                held.add(claim(key, claims, runner, deadline));
            }
        } catch (RuntimeException e) {
            held.forEach(Claim::giveBack);
            throw e;
        }
        return new OpenChange(held, runner);
    }

    private static Claim claim(Key key, CacheClaims claims, CallRunner runner, long deadline) {
        return Objects.requireNonNull(claims.askToWrite(
                        runner,
                        key,
                        LONGEST,
                        deadline,
                        () -> "others were changing a row until the deadline; nothing happened. Retry")
                .claim());
    }

    @Override
    public boolean isHeld() {
        return !closed.get() && claims.stream().allMatch(Claim::isHeld);
    }

    @Override
    public void close() {
        if (claims.isEmpty() || !closed.compareAndSet(false, true)) {
            return;
        }
        List<Call<FillEntry.Result, ?>> calls = new ArrayList<>(claims.size());
        claims.forEach(claim -> calls.add(claim.fill(null, Expiry.NEVER, 0, true)));
        GridException failure = null;
        try {
            for (Outcome<FillEntry.Result> outcome : runner.await(own -> own.startAll(calls, runner.deadline()))) {
                failure = outcome instanceof Outcome.Failed<FillEntry.Result> failed ? failed.error() : failure;
            }
        } finally {
            // What did not get through goes with its claim, which is not renewed any more.
            claims.forEach(Claim::abandon);
        }
        if (failure != null) {
            throw failure;
        }
    }
}
