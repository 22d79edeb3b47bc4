package io.peergrid.writebehind;

import io.peergrid.CacheBacklog;
import io.peergrid.CacheConfig;
import io.peergrid.CacheConfigBuilder.Writing;
import io.peergrid.codec.KeyCodec;
import io.peergrid.codec.ValueCodec;
import io.peergrid.codec.ValueTypes;
import io.peergrid.command.BacklogWatcher;
import io.peergrid.command.Keyspaces;
import io.peergrid.command.backlog.BacklogMark;
import io.peergrid.command.cache.CachedForm;
import io.peergrid.map.CallRunner;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What the caches of a member have still to store: keeps track of the marks in slots that it leads, and stores them. Thread-safe. */
public final class Backlogs implements BacklogWatcher {
    private final Map<Long, Backlog<?, ?>> byMarks = new HashMap<>();
    private final ValueTypes values;
    private final CallRunner runner;
    private final Delays delays;

    /**
     * @param caches all that this member knows; those that are not stored later do not matter
     * @param leads whether this member leads a slot, and has a lease
     * @param threads for the writer of a cache of this name
     */
    public Backlogs(
            Collection<CacheConfig<?, ?>> caches,
            ValueTypes values,
            CallRunner runner,
            IntPredicate leads,
            Function<String, StoreThreads> threads) {
        this.values = values;
        this.runner = runner;
        delays = new Delays(runner.calls().callbacks());
        for (CacheConfig<?, ?> cache : caches) {
            if (cache.writer() != null && cache.writing() == Writing.BEHIND) {
                add(cache, leads, threads.apply(cache.name()));
            }
        }
    }

    private <K, V> void add(CacheConfig<K, V> cache, IntPredicate leads, StoreThreads threads) {
        long marks = Keyspaces.backlogOf(Keyspaces.ofCache(cache));
        byMarks.put(marks, new Backlog<>(cache, reading(cache.valueType()), runner, leads, threads));
    }

    private <V> Function<ByteSlice, V> reading(Class<V> type) {
        ValueCodec<V> codec = values.codec(type);
        return stored -> codec.decode(CachedForm.of(stored).value());
    }

    /**
     * What a cache has still to store, wherever it waits; also of a cache that this member does not store.
     *
     * @param calls with the deadline of each call
     */
    public <K, V> CacheBacklog<K, V> backlog(CacheConfig<K, V> cache, CallRunner calls) {
        return new GridBacklog<>(
                Keyspaces.ofCache(cache), KeyCodec.of(cache.keyType()), reading(cache.valueType()), calls, delays);
    }

    /** Whether no cache of this member is stored later. */
    public boolean isEmpty() {
        return byMarks.isEmpty();
    }

    @Override
    public void marked(int slot, Key key, BacklogMark mark) {
        Backlog<?, ?> backlog = byMarks.get(key.namespace());
        if (backlog != null) {
            backlog.marked(slot, key, mark);
        }
    }

    @Override
    public void unmarked(int slot, Key key) {
        Backlog<?, ?> backlog = byMarks.get(key.namespace());
        if (backlog != null) {
            backlog.unmarked(key);
        }
    }

    @Override
    public void hurried(int slot, long cache) {
        Backlog<?, ?> backlog = of(cache);
        if (backlog != null) {
            backlog.hurry();
        }
    }

    /** Threads for the writer of a cache, as they are in production. */
    public static StoreThreads threads(String cache) {
        return StoreThreads.of(Backlog.THREADS, task -> {
            Thread thread = new Thread(task, "peergrid-store-" + cache);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** What this member leads now. On the protocol thread, after it acts on the configuration. */
    public void leads(BitSet slots) {
        byMarks.values().forEach(backlog -> backlog.leads(slots));
    }

    /** On the protocol thread, every few milliseconds. */
    public void poll(long now) {
        delays.poll(now);
        byMarks.values().forEach(backlog -> backlog.poll(now));
    }

    /** Stores without delay, for a while. Repeated while this member is closing. */
    public void hurry() {
        byMarks.values().forEach(Backlog::hurry);
    }

    /** Whether nothing of the slots that this member leads waits, but for what is parked. */
    public boolean isDrained() {
        return byMarks.values().stream().allMatch(Backlog::isDrained);
    }

    /** Rows that this member has written or deleted for a cache. */
    public long written(CacheConfig<?, ?> cache) {
        Backlog<?, ?> backlog = of(Keyspaces.ofCache(cache));
        return backlog == null ? 0 : backlog.written();
    }

    /** Calls of a cache's writer that failed at this member. */
    public long failures(CacheConfig<?, ?> cache) {
        Backlog<?, ?> backlog = of(Keyspaces.ofCache(cache));
        return backlog == null ? 0 : backlog.failures();
    }

    private @Nullable Backlog<?, ?> of(long cache) {
        return byMarks.get(Keyspaces.backlogOf(cache));
    }

    /** Interrupts writers; says what is left. */
    public void close() {
        byMarks.values().forEach(Backlog::close);
    }
}
