package io.peergrid.writebehind;

import io.peergrid.BacklogFigures;
import io.peergrid.CacheBacklog;
import io.peergrid.ParkedWrite;
import io.peergrid.codec.KeyCodec;
import io.peergrid.command.backlog.BacklogMark;
import io.peergrid.command.backlog.ReleaseParked;
import io.peergrid.command.backlog.ScanMarks;
import io.peergrid.map.Call;
import io.peergrid.map.CallRunner;
import io.peergrid.map.CallRunner.Outcome;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;

/** The backlog of one cache, as applications see it. Thread-safe. */
final class GridBacklog<K, V> implements CacheBacklog<K, V> {
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int KEYS_AT_ONCE = 1_000;
    private static final int WAITING = 0;
    private static final int PARKED = 1;
    private static final int OLDEST = 2;

    private final long cache;
    private final KeyCodec<K> keys;
    private final Function<ByteSlice, V> values;
    private final CallRunner runner;
    private final Delays delays;

    /**
     * @param cache the namespace of its entries
     * @param values from the cache's stored form
     */
    GridBacklog(long cache, KeyCodec<K> keys, Function<ByteSlice, V> values, CallRunner runner, Delays delays) {
        this.cache = cache;
        this.keys = keys;
        this.values = values;
        this.runner = runner;
        this.delays = delays;
    }

    @Override
    public BacklogFigures figures() {
        runner.calls().checkOpen();
        AtomicLongArray seen = new AtomicLongArray(new long[] {0, 0, Long.MAX_VALUE});
        runner.await(own -> new MarkScan(own, cache, false, false, own.deadline(), (slot, item) -> {
                    BacklogMark mark = item.mark();
                    seen.incrementAndGet(mark.parked() ? PARKED : WAITING);
                    seen.set(OLDEST, Math.min(seen.get(OLDEST), mark.firstMillis()));
                    return true;
                })
                .all());
        boolean none = seen.get(OLDEST) == Long.MAX_VALUE;
        long age = none ? 0 : Math.max(0, runner.calls().wallMillis() - seen.get(OLDEST));
        return new BacklogFigures(seen.get(WAITING), seen.get(PARKED), Duration.ofMillis(age));
    }

    @Override
    public List<ParkedWrite<K, V>> parked(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit of " + limit);
        }
        runner.calls().checkOpen();
        List<ScanMarks.Item> found = new ArrayList<>();
        runner.await(own -> new MarkScan(own, cache, true, true, own.deadline(), (slot, item) -> {
                    found.add(item);
                    return found.size() < limit;
                })
                .all());
        return found.stream().map(this::parked).toList();
    }

    private ParkedWrite<K, V> parked(ScanMarks.Item item) {
        BacklogMark mark = item.mark();
        ByteSlice value = mark.value();
        return new ParkedWrite<>(
                keys.decode(item.key()),
                value == null ? null : values.apply(value),
                mark.version(),
                mark.attempts(),
                mark.error());
    }

    @Override
    public long retryParked() {
        runner.calls().checkOpen();
        List<Call<Boolean, ?>> found = new ArrayList<>();
        return runner.await(own -> new MarkScan(own, cache, true, false, own.deadline(), (slot, item) -> {
                    Key key = new Key(cache, item.key());
                    found.add(new Call<>(slot, new ReleaseParked(key, false), Function.identity()));
                    return true;
                })
                .all()
                .thenCompose(done -> release(own, found, 0, 0)));
    }

    private CompletionStage<Long> release(CallRunner own, List<Call<Boolean, ?>> found, int from, long released) {
        if (from >= found.size()) {
            return CompletableFuture.completedFuture(released);
        }
        int to = Math.min(found.size(), from + KEYS_AT_ONCE);
        return own.startAll(found.subList(from, to), own.deadline()).thenCompose(outcomes -> {
            long sum = released;
            for (Outcome<Boolean> outcome : outcomes) {
                if (outcome instanceof Outcome.Failed<Boolean> failed) {
                    throw failed.error();
                }
                sum += outcome instanceof Outcome.Done<Boolean> done && done.result() ? 1 : 0;
            }
            return release(own, found, to, sum);
        });
    }

    @Override
    public boolean dropParked(K key) {
        Key encoded = new Key(cache, keys.encode(key));
        int slot = encoded.slot(runner.calls().slots());
        return runner.run(new Call<>(slot, new ReleaseParked(encoded, true), Function.identity()));
    }

    @Override
    public boolean awaitStored(Duration within) {
        long until = until(within);
        // The thread's own: what waits in here ends with the calls under way.
        return runner.withDeadline(LONGEST_WAIT).await(own -> flush(own, until));
    }

    @Override
    public CompletionStage<Boolean> awaitStoredAsync(Duration within) {
        return flush(runner, until(within));
    }

    private long until(Duration within) {
        if (within.isNegative() || within.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("a wait of " + within + "; it takes at most an hour");
        }
        runner.calls().checkOpen();
        return runner.calls().nanoTime() + within.toNanos();
    }

    private CompletionStage<Boolean> flush(CallRunner own, long until) {
        return new StoredFlush(own, runner, delays, cache, until).run();
    }
}
