package io.peergrid;

import com.github.benmanes.caffeine.cache.Cache;
import io.peergrid.node.GridStarter;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * This process as a member of a grid. {@link #join} returns when the member is part of the configuration and a majority has
 * answered it: it can work. {@link #close()} hands its data over and leaves. Thread-safe.
 */
public interface Grid extends GridStructures, AutoCloseable {

    /**
     * Joins the grid of this name on this machine, or founds it.
     *
     * @throws GridJoinException if that did not succeed in time; the message says why and what to change
     */
    static Grid join(String name) {
        return join(GridConfig.local().name(name).build());
    }

    /** @throws GridJoinException if that did not succeed in time; the message says why and what to change */
    static Grid join(GridConfig config) {
        return GridStarter.join(config);
    }

    /** Name of the grid. */
    String name();

    /** This member. */
    GridMember self();

    /**
     * A map of which each member that holds data has a copy, in slots of its own: reads ask nobody and are linearizable all the same; each write goes to
     * all members, and waits for the slowest. For what is read everywhere and changes seldom: settings, rates, reference data. While a
     * member is being filled its reads go to others, and to nobody's copy but the primary's if the key is being written.
     *
     * <p>As safe as any map: a member that does not answer is taken out of the copies by agreement, then writes go on. Not for {@link #transaction}s and
     * {@link #pipeline}s. Has nothing to do with a {@link #map} of the same name.
     *
     * @throws IllegalArgumentException if the key type is not canonical, see {@link GridMap}
     */
    <K, V> GridMap<K, V> replicatedMap(String name, Class<K> keyType, Class<V> valueType);

    /**
     * A map whose writes are acknowledged as soon as the owner of the slot has them, before any backup does: faster, and not safe. When the owner dies, or is cut off from the majority,
     * what it had acknowledged last may be gone, and what is left is what its slot held at some earlier moment: of two writes to one slot never the later one alone. Backups are
     * as a rule some milliseconds behind, and at most 64 KiB and what one thread each adds at that moment: beyond that writes wait for them as in any map. Calls count once, conditions hold, reads go to the owner and see the newest.
     * A member that comes back reports what it dropped ({@link GridEvent.SplitReport}); after a death nobody can, and listeners are told of commits only.
     *
     * <p>Not for {@link #transaction}s and {@link #pipeline}s. For what can be counted again or does not matter: views, samples, hints. Has nothing to do with a {@link #map} of the same name.
     *
     * @throws IllegalArgumentException if the key type is not canonical, see {@link GridMap}
     */
    <K, V> GridMap<K, V> asynchronousMap(String name, Class<K> keyType, Class<V> valueType);

    /** The stream under a key: a log of entries whose fields have values of a type, all in one slot. */
    <V> GridStream<V> stream(String name, Class<V> valueType);

    /**
     * The cache of this name, as {@link GridConfigBuilder#cache} says, or one without a loader or a writer. Has nothing to do with a map of that name.
     *
     * @throws IllegalArgumentException if it is configured with other types
     */
    <K, V> GridCache<K, V> cache(String name, Class<K> keyType, Class<V> valueType);

    /**
     * Keeps a cache of this member's own in step with the caches that other members gave under the same name: what one of them invalidates all forget.
     *
     * @param keyType a canonical type, see {@link GridMap}
     * @param cache whatever it holds; it is emptied now, and whenever something may have been missed
     * @throws GridUnavailableException if not all members knew of it within the deadline of a call
     */
    <K> GridInvalidation<K> invalidation(String name, Class<K> keyType, Cache<K, ?> cache);

    /** The lock of this name. */
    GridLock lock(String name);

    /**
     * The semaphore of this name.
     *
     * @param permits of them all, from 1 to 10^9: what all who use it should say alike
     */
    GridSemaphore semaphore(String name, int permits);

    /**
     * The rate limiter of this name.
     *
     * @param limit what all who use it should say alike
     */
    GridRateLimiter rateLimiter(String name, RateLimit limit);

    /** The topic of this name: a message reaches those who listen now. */
    <M> GridTopic<M> topic(String name, Class<M> messageType);

    /**
     * The sharded topic of this name, which is another one than {@link #topic} of the same name: all messages go through the owner of the name's slot and so have
     * one order for everybody. No pattern matches it.
     */
    <M> GridTopic<M> shardedTopic(String name, Class<M> messageType);

    /**
     * The topics whose names match a pattern.
     *
     * @param pattern as in Redis: {@code *}, {@code ?}, {@code [a-z]}, {@code [^a]}, {@code \x}
     */
    <M> GridTopicPattern<M> topicPattern(String pattern, Class<M> messageType);

    /** Objects as bytes, by the rules of this member's configuration. */
    GridSerializer serializer();

    /** Collects calls and sends them together. */
    GridPipeline pipeline();

    /**
     * Runs calls on structures of one slot as one: all of them take effect or none, and nobody sees only some of them. The body
     * works on a snapshot that holds its own changes; if others change something that it has read, it is run again, so it should
     * do nothing else than call the transaction's structures. Whoever commits first wins.
     *
     * <pre>{@code
     * boolean paid = grid.transaction("ann", tx -> {
     *     GridMap<String, Long> accounts = tx.map("accounts", String.class, Long.class);
     *     long left = accounts.getOrDefault("{ann}current", 0L) - 30;
     *     if (left < 0) {
     *         return false;
     *     }
     *     accounts.put("{ann}current", left);
     *     accounts.merge("{ann}savings", 30L, Long::sum);
     *     return true;
     * });
     * }</pre>
     *
     * <p>Follows Redis's <a href="https://redis.io/docs/latest/develop/using-commands/transactions/">WATCH, MULTI and EXEC</a>, with answers during
     * the transaction, and undoes everything if a command refuses. At most 1,000 calls, each one a look at the slot's owner;
     * together no more bytes than a value may have. An exception of the body ends the transaction without effect.
     *
     * @param tag keys and names of the transaction are of its slot: give them the hash tag {@code {tag}}
     * @return what the body returned
     * @throws TransactionConflictException if others got in the way until the deadline of a call; nothing happened
     * @throws OutcomeUnknownException if it is not known whether the transaction took effect; whole or not at all, even then
     * @throws IllegalArgumentException for keys and names of another slot (CROSSSLOT)
     */
    <T> T transaction(String tag, Function<? super GridTransaction, ? extends T> body);

    /**
     * As {@link #transaction} without waiting: the body works with the asynchronous twins of the structures and returns when
     * it will be done. It is run again on the callback executor.
     */
    <T> CompletionStage<T> transactionAsync(
            String tag, Function<? super GridTransaction, ? extends CompletionStage<T>> body);

    /**
     * A function that the owner of a slot runs.
     *
     * @throws IllegalArgumentException if this member has no function of this name with these types, see {@link GridConfigBuilder#function}
     */
    <A, R> GridFunction<A, R> function(String name, Class<A> argumentType, Class<R> resultType);

    /** Who is in and who holds what, as this member knows it now. */
    GridTopology topology();

    /**
     * Where a key lives, whatever partitioned map it is in: the slot comes from the key alone. Asks nobody; {@link GridMap#explain}
     * looks at the value, too, and knows of replicated maps.
     */
    Explanation explain(Object key);

    /** What happens to the grid. */
    GridEvents events();

    /** Whether this member can do its work, for health checks. Asks nobody. */
    GridStatus status();

    /**
     * Whether the grid can do without any one member now: the gate between two steps of a rolling restart. Asks nobody, and
     * is never an exception.
     */
    GridHealth health();

    /**
     * Waits until {@link #health} is {@linkplain GridHealth#healthy healthy}.
     *
     * @return the healthy state
     * @throws GridUnavailableException if it is not healthy within that time; the message says what is missing
     * @throws GridClosedException if this member leaves meanwhile, or has left
     */
    GridHealth awaitHealthy(Duration within);

    /** As {@link #awaitHealthy} without waiting; fails with the same exceptions. */
    CompletionStage<GridHealth> awaitHealthyAsync(Duration within);

    /** Leaves in order as {@link #close(Duration)} with the configured time. */
    @Override
    void close();

    /**
     * Hands this member's slots over to the others, leaves and frees everything. Reads and writes of other members go on
     * meanwhile. Returns at the deadline at the latest and then logs which slots still depended on this member. Without
     * effect if closed already.
     */
    void close(Duration deadline);

    /** As {@link #close(Duration)} without waiting; completes with whether everything was handed over. */
    CompletionStage<Boolean> closeAsync(Duration deadline);

    boolean isClosed();
}
