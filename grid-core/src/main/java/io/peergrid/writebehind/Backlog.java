package io.peergrid.writebehind;

import io.peergrid.CacheConfig;
import io.peergrid.CacheWrite;
import io.peergrid.CacheWriter;
import io.peergrid.WriteBehind;
import io.peergrid.codec.KeyCodec;
import io.peergrid.command.Keyspaces;
import io.peergrid.command.backlog.BacklogMark;
import io.peergrid.map.CallRunner;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.writebehind.MarkIndex.Taken;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What one cache has still to store of the slots that this member leads, and who brings it there. Thread-safe. */
final class Backlog<K, V> {
    /** Batches under way at a time. A writer that does not come back keeps one, and stops no other cache. */
    static final int THREADS = 2;

    /** A batch ends with the value that passes this. */
    private static final long BATCH_BYTES = 8L << 20;

    /** How long a member remembers that somebody waits for the store; whoever does says it again. */
    private static final long HURRY_NANOS = TimeUnit.SECONDS.toNanos(2);

    private static final long HUNG_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MAX_DOUBLINGS = 40;

    private final CacheConfig<K, V> config;
    private final CacheWriter<K, V> writer;
    private final KeyCodec<K> keys;
    private final Function<ByteSlice, V> values;
    private final CallRunner runner;
    private final IntPredicate leads;
    private final MarkIndex index;
    private final MarkReading reading;
    private final BacklogLog log;
    private final StoreThreads threads;
    private final Set<StoreRun<K, V>> runs = ConcurrentHashMap.newKeySet();
    private final LongAdder written = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private int outages;
    private volatile boolean down;
    private volatile long pausedUntil;
    private volatile long hurryUntil;
    private volatile boolean hurrying;
    private volatile boolean closed;

    /**
     * @param values from the cache's stored form
     * @param leads whether this member leads a slot and may say so
     * @param threads for {@value #THREADS} batches at a time
     */
    Backlog(
            CacheConfig<K, V> config,
            Function<ByteSlice, V> values,
            CallRunner runner,
            IntPredicate leads,
            StoreThreads threads) {
        this.config = config;
        this.values = values;
        this.runner = runner;
        this.leads = leads;
        writer = Objects.requireNonNull(config.writer());
        keys = KeyCodec.of(config.keyType());
        index = new MarkIndex(config.writeBehind());
        log = new BacklogLog(config.name());
        this.threads = threads;
        long cache = Keyspaces.ofCache(config);
        reading = new MarkReading(
                runner,
                cache,
                Keyspaces.backlogOf(cache),
                (slot, key, item) -> index.marked(
                        slot, key, item.mark(), now(), runner.calls().wallMillis()));
    }

    /** A mark was applied. */
    void marked(int slot, Key key, BacklogMark mark) {
        index.marked(slot, key, mark, now(), runner.calls().wallMillis());
    }

    /** A mark has gone. */
    void unmarked(Key key) {
        index.unmarked(key);
    }

    /** What this member leads now. */
    void leads(BitSet slots) {
        index.leads(slots);
        reading.leads(slots);
    }

    /** From now on, for a while, nothing waits for its age. */
    void hurry() {
        hurryUntil = now() + HURRY_NANOS;
        hurrying = true;
    }

    /** Every few milliseconds, by one thread. */
    void poll(long now) {
        reading.poll(now);
        interruptLate(now);
        if (hurrying && now - hurryUntil >= 0) {
            hurrying = false;
        }
        while (runs.size() < THREADS && !closed && !(down && now - pausedUntil < 0)) {
            List<Taken> taken = index.take(settings().batch(), BATCH_BYTES, now, hurrying);
            if (taken.isEmpty()) {
                return;
            }
            StoreRun<K, V> run = new StoreRun<>(this, taken);
            runs.add(run);
            run.start();
        }
    }

    private void interruptLate(long now) {
        long timeout = settings().timeout().toNanos();
        int hung = 0;
        long longest = 0;
        for (StoreRun<K, V> run : runs) {
            long took = run.poll(now, timeout);
            hung += took > timeout + HUNG_NANOS ? 1 : 0;
            longest = Math.max(longest, took);
        }
        if (hung > 0) {
            log.hung(now, hung, longest);
        }
    }

    /** Runs a step that may block. False if there is no thread for it. */
    boolean execute(Runnable step) {
        return threads.execute(step);
    }

    void over(StoreRun<K, V> run) {
        runs.remove(run);
    }

    /** @throws RuntimeException if key or value cannot be read */
    CacheWrite<K, V> write(Key key, BacklogMark mark) {
        ByteSlice value = mark.value();
        return new CacheWrite<>(keys.decode(key.bytes()), value == null ? null : values.apply(value), mark.version());
    }

    /** The store has taken changes. */
    void reached(int changes) {
        written.add(changes);
        if (down) {
            synchronized (this) {
                if (down) {
                    down = false;
                    outages = 0;
                    log.recovered(index.waiting());
                }
            }
        }
    }

    /** The store cannot be reached: nobody tries for a while. No change is blamed for it. */
    synchronized void unreachable(Throwable failure) {
        failures.increment();
        outages++;
        pausedUntil = now() + TimeUnit.MILLISECONDS.toNanos(backOffMillis(outages));
        down = true;
        log.unreachable(now(), index.waiting(), failure);
    }

    /** The store has refused a change. */
    void failed(Key key, int attempts, boolean park, @Nullable Throwable failure) {
        failures.increment();
        Object shown = shown(key);
        if (park) {
            log.parked(now(), shown, attempts, String.valueOf(failure));
        } else {
            log.refused(now(), shown, attempts, String.valueOf(failure));
        }
    }

    private Object shown(Key key) {
        try {
            return keys.decode(key.bytes());
        } catch (RuntimeException unreadable) {
            return key;
        }
    }

    void unexpected(Throwable failure) {
        log.unexpected(now(), failure);
    }

    /** After so many failures, in milliseconds. */
    long backOffMillis(int attempts) {
        long first = settings().firstRetry().toMillis();
        long longest = settings().longestRetry().toMillis();
        int doublings = Math.min(attempts - 1, MAX_DOUBLINGS);
        return first > longest >> doublings ? longest : first << doublings;
    }

    /** Whether all that this member leads is stored, or parked. */
    boolean isDrained() {
        return reading.isDone() && index.waiting() == 0;
    }

    boolean leads(int slot) {
        return leads.test(slot);
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends; what is not stored is told. */
    void close() {
        closed = true;
        threads.close();
        if (index.waiting() > 0 || index.parked() > 0) {
            log.left(index.waiting(), index.parked());
        }
    }

    long now() {
        return runner.calls().nanoTime();
    }

    CallRunner runner() {
        return runner;
    }

    MarkIndex index() {
        return index;
    }

    CacheWriter<K, V> writer() {
        return writer;
    }

    WriteBehind settings() {
        return config.writeBehind();
    }

    /** Rows written or deleted here. */
    long written() {
        return written.sum();
    }

    /** Calls of the writer here that failed. */
    long failures() {
        return failures.sum();
    }
}
