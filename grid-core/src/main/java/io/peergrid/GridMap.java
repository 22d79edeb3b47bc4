package io.peergrid;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A map whose entries are spread over all members by their keys and copied to others. A write returns when every in-sync
 * copy has it; reads and writes of one key are linearizable.
 *
 * <p>Keys are of canonical types: String, byte[], Integer, Long, Short, Byte, UUID, enums, and records of these. Two keys
 * are equal if their bytes are; so {@code byte[]} works as a key. Null keys and values are refused.
 *
 * <p>Every method blocks up to the deadline of the map (see {@link #withDeadline}) and ends with its result or with one
 * of the exceptions of this package: {@link GridUnavailableException} (nothing happened, retry later),
 * {@link OutcomeUnknownException}, {@link GridClosedException}, {@link WrongTypeException},
 * {@link ValueTooLargeException}, {@link GridMemoryException}, {@link GridSerializationException}. It must not be called
 * from the grid's own callbacks, which {@link IllegalStateException} reports; use {@link #async()} there.
 *
 * <p>An interrupt ends the wait with {@link OutcomeUnknownException} and leaves the thread's interrupt flag set.
 *
 * <p>Thread-safe; handles are cheap and need no closing.
 */
public interface GridMap<K, V> extends ConcurrentMap<K, V> {

    String name();

    /** The same map with methods that return at once. */
    AsyncGridMap<K, V> async();

    /**
     * The same map whose calls take at most this long. Calls with a deadline below the time a failover needs may fail
     * during one.
     *
     * @param deadline above zero, at most an hour
     */
    GridMap<K, V> withDeadline(Duration deadline);

    @Override
    @Nullable
    V get(Object key);

    /** The value with its version and remaining time, or null if absent. */
    @Nullable
    GridEntry<K, V> getEntry(K key);

    /** Puts and returns the previous value, null if there was none. The entry never expires. */
    @Override
    @Nullable
    V put(K key, V value);

    /** @param timeToLive at least a millisecond */
    @Nullable
    V put(K key, V value, Duration timeToLive);

    /** As {@link #put(Object, Object)}, without bringing the previous value back: cheaper. */
    void set(K key, V value);

    /** @param timeToLive at least a millisecond */
    void set(K key, V value, Duration timeToLive);

    @Override
    @Nullable
    V putIfAbsent(K key, V value);

    /** @param timeToLive at least a millisecond */
    @Nullable
    V putIfAbsent(K key, V value, Duration timeToLive);

    /** Replaces the value and keeps the time to live; returns the previous one, or null if absent. */
    @Override
    @Nullable
    V replace(K key, V value);

    /**
     * Replaces the value if the present one equals {@code expected}. Compared with {@code equals} here, then swapped by
     * version; the time to live is kept.
     */
    @Override
    boolean replace(K key, V expected, V value);

    @Override
    @Nullable
    V remove(Object key);

    /** Removes the entry if its value equals {@code expected}. Compared with {@code equals} here, then removed by version. */
    @Override
    boolean remove(Object key, @Nullable Object expected);

    /** As {@link #remove(Object)}, without bringing the value back: whether there was one. */
    boolean delete(K key);

    /**
     * Sets the value if the entry's version is the expected one. The entry never expires afterwards.
     *
     * @param expectedVersion as {@link GridEntry#version()} showed it; 0 means absent
     */
    boolean compareAndSet(K key, long expectedVersion, V value);

    /** @param timeToLive at least a millisecond */
    boolean compareAndSet(K key, long expectedVersion, V value, Duration timeToLive);

    /** Removes the entry if its version is the expected one. */
    boolean compareAndDelete(K key, long expectedVersion);

    /** Lets the entry expire after this time; false if absent. */
    boolean expire(K key, Duration timeToLive);

    /** Takes the time to live away; true if there was one. */
    boolean persist(K key);

    /** The time until the entry expires; null if it is absent or never expires. */
    @Nullable
    Duration timeToLive(K key);

    /**
     * The entries of these keys that are present, one message per owner. Not one moment in time: each key is
     * linearizable by itself.
     */
    Map<K, V> getAll(Collection<? extends K> keys);

    /**
     * Puts all entries, one message per owner. Not atomic: if it fails, {@link BatchException} tells how many keys were
     * surely put and how many are unknown.
     */
    @Override
    void putAll(Map<? extends K, ? extends V> entries);

    /** @param timeToLive at least a millisecond */
    void putAll(Map<? extends K, ? extends V> entries, Duration timeToLive);

    /** Removes these keys, one message per owner, and returns how many were present. Fails like {@link #putAll(Map)}. */
    long removeAll(Collection<? extends K> keys);

    /**
     * One part of the map. An entry present all the time is returned exactly once unless its slot moves meanwhile, then at
     * least once; one that comes or goes may or may not be.
     *
     * @param cursor {@link ScanCursor#START}, then what the last page returned
     * @param pattern glob as in Redis ({@code *}, {@code ?}, {@code [a-z]}, {@code \} to quote) over the bytes of the key
     *     (UTF-8 for String keys), or null for all
     * @param count about how many entries, 1 to 10,000; a page may hold fewer or none
     */
    ScanPage<GridEntry<K, V>> scan(ScanCursor cursor, @Nullable String pattern, int count);

    /** As {@link #scan(ScanCursor, String, int)}, keys only. */
    ScanPage<K> scanKeys(ScanCursor cursor, @Nullable String pattern, int count);

    /** All entries, fetched page by page while iterating, in no particular order. */
    Iterable<GridEntry<K, V>> entries();

    /** All entries whose key matches a glob as in {@link #scan(ScanCursor, String, int)}. */
    Iterable<GridEntry<K, V>> entries(String pattern);

    /** A live view over a cursor: iterating fetches pages, {@code size} asks all members. Removing works, adding does not. */
    @Override
    Set<K> keySet();

    /** A live view like {@link #keySet()}. */
    @Override
    Collection<V> values();

    /** A live view like {@link #keySet()}. Setting the value of an entry replaces it in the map, if it is there; its time to live is kept. */
    @Override
    Set<Map.Entry<K, V>> entrySet();

    /** The number of entries, asked of all members; not one moment in time. At most {@link Integer#MAX_VALUE}. */
    @Override
    int size();

    /** As {@link #size()}, without its upper end. */
    long mappingCount();

    /** Removes all entries, slot by slot; not atomic. */
    @Override
    void clear();

    /**
     * Calls the listener with each change of any entry from now on, once it is committed: at least once, the changes of each key in order, without the values. It also hears of
     * slots that moved, and of those of which something was missed. One at a time, on the grid's callback executor; at most 1,024 changes wait
     * for a slow listener, beyond that the oldest go and {@link EntryEvent.Cause#MISSED} is told. What it throws is logged and ends nothing. Returns when all members know of it.
     *
     * @throws GridUnavailableException if they did not within the deadline of a call; then there is no subscription
     * @throws IllegalStateException within a transaction or a pipeline
     */
    GridSubscription listen(Consumer<? super EntryEvent<K, V>> listener);

    /** As {@link #listen(Consumer)} for one key. */
    GridSubscription listen(K key, Consumer<? super EntryEvent<K, V>> listener);

    /** As {@link #listen(Consumer)} with the values, the new ones or the last ones of what is gone: they travel with each change. */
    GridSubscription listenWithValues(Consumer<? super EntryEvent<K, V>> listener);

    /** Where the key lives, and what is known of its value. */
    Explanation explain(K key);

    /** What handles of this map on this member did since it joined. */
    MapStatistics statistics();
}
