package io.peergrid;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A {@link GridMap} in front of a store: it loads what it does not have, and brings changes to the store, as its {@link CacheConfig} says. Reads see a value until its time to
 * live is over.
 *
 * <p><b>One loader for each key in the whole grid.</b> Whoever misses a value first gets the key's <em>claim</em> and loads; the others wait, up to their deadlines. If the loading
 * member dies, one of them loads instead. Any change or invalidation of the key takes the claim away: a value that was read from the store before that is never kept.
 *
 * <p><b>Changes</b> ({@code put}, {@code remove}, {@code compute} and all others of {@link GridMap}) go through the writer, if there is one. {@code invalidate}, {@code clear}, and what is
 * evicted or expires, concern the cache alone. Without a writer, change the store first and {@linkplain #invalidate invalidate} then.
 * With a writer, changes that depend on the present value ({@code merge}, {@code compute}, {@code putIfAbsent}, {@code replace} and the like) load it if it is not here and there is a loader.
 * Other than in a map, whatever changes a value begins its time to live anew. A call that changes the store may take as long as the store does, up to the write timeout, besides its deadline.
 *
 * <p>{@code containsKey}, {@code size}, {@code scan} and the views see what is cached and load nothing; {@code size} counts values whose time is over and that are kept for
 * {@linkplain CacheConfigBuilder#staleOnError stale reads}.
 */
public interface GridCache<K, V> extends GridMap<K, V> {

    CacheConfig<K, V> config();

    @Override
    AsyncGridCache<K, V> async();

    @Override
    GridCache<K, V> withDeadline(Duration deadline);

    /**
     * The value; loaded if it is not here and the cache has a loader.
     *
     * @throws CacheLoadException if loading failed
     * @throws GridUnavailableException if the value did not come within the deadline; loading goes on, a later call may find it
     */
    @Override
    @Nullable
    V get(Object key);

    /**
     * Cache-aside: the value; loaded with this loader if it is not here, in the caller's thread. A load of another caller for the same key, anywhere, is waited for instead.
     *
     * @return null if the loader returned null
     * @throws CacheLoadException if loading failed or took longer than the load timeout; it is interrupted then
     * @throws GridUnavailableException if somebody else was loading until the deadline
     */
    @Nullable
    V getOrCompute(K key, CacheLoader<? super K, ? extends V> loader);

    /** As {@link GridMap#getAll}; what is not here is loaded with {@link CacheLoader#loadAll}, and what others load is waited for. */
    @Override
    Map<K, V> getAll(Collection<? extends K> keys);

    /**
     * The entry as it is cached; nothing is loaded.
     */
    @Override
    @Nullable
    GridEntry<K, V> getEntry(K key);

    /**
     * Loads the value anew, whether there is one or not.
     *
     * @return what was loaded, null if there is no row
     * @throws IllegalStateException if the cache has no loader
     */
    @Nullable
    V refresh(K key);

    /** Forgets the entry, and whatever is being loaded for it; the store is not touched. Whether there was a value. */
    boolean invalidate(K key);

    /** As {@link #invalidate} for several keys, one message per owner; how many had a value. */
    long invalidateAll(Collection<? extends K> keys);

    /**
     * Forgets all entries with a {@linkplain CacheConfigBuilder#tags tag}, and whatever is being loaded. Each slot by itself. How many entries went.
     *
     * @throws GridUnavailableException if not all slots could be reached; entries of the others are gone
     */
    long invalidateTag(String tag);

    /**
     * Forgets all entries that the predicate accepts, and whatever is being loaded. It is asked by the caller, for each entry of the cache. How many went.
     *
     * @throws GridUnavailableException if not all slots could be reached; entries of the others are gone
     */
    long invalidateIf(Predicate<? super GridEntry<K, V>> predicate);

    /**
     * Says that rows are about to be changed by a transaction of the caller's own, which then is either committed or not. While the change is open nobody loads these rows; when it
     * is closed, or the member dies, the entries are gone.
     *
     * <pre>{@code
     * try (CacheChange change = cities.changing(Set.of("Berlin"))) {
     *     update(connection, berlin);
     *     connection.commit();
     * }
     * }</pre>
     *
     * @param keys at most 1,000
     * @throws GridUnavailableException if others were changing some of them until the deadline; nothing happened
     */
    CacheChange changing(Set<? extends K> keys);

    /** What the store has still to hear of, with write-behind. */
    CacheBacklog<K, V> backlog();

    /** What handles of this cache on this member did since it joined. */
    CacheStatistics cacheStatistics();
}
