package io.peergrid.cache;

import io.peergrid.CacheConfig;
import io.peergrid.CacheLoader;
import io.peergrid.GridException;
import io.peergrid.cache.CacheClaims.Asked;
import io.peergrid.cache.CacheClaims.Claim;
import io.peergrid.command.cache.ClaimEntry.Answer;
import io.peergrid.command.cache.ClaimEntry.Purpose;
import io.peergrid.command.cache.FillEntry;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner;
import io.peergrid.map.CallRunner.Outcome;
import io.peergrid.store.Key;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Brings many values that a cache does not have with few questions to the store. Thread-safe. */
final class BulkLoads<K, V> {
    private static final int ROUND_KEYS_MAX = 1_000;

    private final CacheConfig<K, V> config;
    private final Function<K, Key> keys;
    private final Loads<K, V> loads;
    private final CacheClaims claims;
    private final CacheThreads threads;
    private final CacheRecorder recorder;

    BulkLoads(
            CacheConfig<K, V> config,
            Function<K, Key> keys,
            Loads<K, V> loads,
            CacheClaims claims,
            CacheThreads threads,
            CacheRecorder recorder) {
        this.config = config;
        this.keys = keys;
        this.loads = loads;
        this.claims = claims;
        this.threads = threads;
        this.recorder = recorder;
    }

    /**
     * Loads what nobody else loads and the cache has not, in this thread.
     *
     * @param absent keys that the cache does not hold
     * @param old values whose time is over, given if loading fails and the configuration says so
     * @param found gets what was loaded
     * @return keys that have to be looked at one by one: others load them, or they have come meanwhile
     */
    List<K> load(
            List<K> absent, Map<K, CachedValue<V>> old, CacheLoader<K, V> loader, CallRunner runner, Map<K, V> found) {
        List<K> left = new ArrayList<>();
        List<K> outdated = List.copyOf(old.keySet());
        for (List<K> round : rounds(absent)) {
            left.addAll(loadRound(round, Purpose.LOAD, old, loader, runner, found));
        }
        for (List<K> round : rounds(outdated)) {
            left.addAll(loadRound(round, Purpose.LOAD_AGAIN, old, loader, runner, found));
        }
        return left;
    }

    private static <K> List<List<K>> rounds(List<K> all) {
        List<List<K>> rounds = new ArrayList<>();
        for (int from = 0; from < all.size(); from += ROUND_KEYS_MAX) {
            rounds.add(all.subList(from, Math.min(all.size(), from + ROUND_KEYS_MAX)));
        }
        return rounds;
    }

    private List<K> loadRound(
            List<K> round,
            Purpose purpose,
            Map<K, CachedValue<V>> old,
            CacheLoader<K, V> loader,
            CallRunner runner,
            Map<K, V> found) {
        List<Key> entries = round.stream().map(keys).toList();
        List<Asked> asked = claims.askAll(runner, entries, purpose, 0, config.loadTimeout());
        Map<K, Claim> granted = new LinkedHashMap<>();
        List<K> left = new ArrayList<>();
        for (int i = 0; i < round.size(); i++) {
            Claim claim = asked.get(i).claim();
            if (claim != null) {
                granted.put(round.get(i), claim);
            } else if (asked.get(i).answer() != Answer.NO_ROW) {
                left.add(round.get(i));
            }
        }
        if (!granted.isEmpty()) {
            loadGranted(granted, old, loader, runner, found);
        }
        return left;
    }

    private void loadGranted(
            Map<K, Claim> granted,
            Map<K, CachedValue<V>> old,
            CacheLoader<K, V> loader,
            CallRunner runner,
            Map<K, V> found) {
        long start = runner.calls().nanoTime();
        Map<K, V> rows = new HashMap<>();
        try {
            Map<K, V> loaded = threads.call(
                    () -> loader.loadAll(List.copyOf(granted.keySet())),
                    config.loadTimeout().toMillis());
            for (K key : granted.keySet()) {
                V row = loads.checked(key, loaded.get(key));
                if (row != null) {
                    rows.put(key, row);
                }
            }
        } catch (Throwable e) {
            failed(granted, old, e, found);
            return;
        }
        recorder.loaded(granted.size());
        long millis = TimeUnit.NANOSECONDS.toMillis(runner.calls().nanoTime() - start) / granted.size();
        keep(granted, rows, millis, runner);
        found.putAll(rows);
    }

    private void failed(Map<K, Claim> granted, Map<K, CachedValue<V>> old, Throwable failure, Map<K, V> found) {
        recorder.loadFailed();
        boolean stale = loads.mayBeStale(failure) && old.keySet().containsAll(granted.keySet());
        granted.forEach((key, claim) -> {
            claim.end(stale ? config.errorBackOff().toMillis() : 0);
            if (stale) {
                found.put(key, Objects.requireNonNull(old.get(key)).value());
                recorder.readStale();
            }
        });
        if (!stale) {
            throw loads.failure(granted.size() + " keys", failure);
        }
    }

    private void keep(Map<K, Claim> granted, Map<K, V> rows, long millis, CallRunner runner) {
        List<Claim> held = List.copyOf(granted.values());
        List<Call<FillEntry.Result, ?>> fills = new ArrayList<>(granted.size());
        try {
            granted.forEach((key, claim) -> fills.add(loads.fill(claim, key, rows.get(key), millis)));
        } catch (RuntimeException e) {
            held.forEach(Claim::giveBack);
            throw e;
        }
        try {
            for (Outcome<FillEntry.Result> outcome : runner.await(own -> own.startAll(fills, runner.deadline()))) {
                // What could not be kept is good for the caller all the same.
                if (!(outcome instanceof Outcome.Done<FillEntry.Result> done)
                        || !done.result().done()) {
                    recorder.loadRefused();
                }
            }
        } catch (GridException unreachable) {
            recorder.loadRefused();
        } finally {
            held.forEach(Claim::giveBack);
        }
    }
}
