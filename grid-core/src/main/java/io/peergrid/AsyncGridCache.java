package io.peergrid;

import java.util.Collection;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A {@link GridCache} whose methods return at once. What needs the store runs on threads of the grid's own, which block for it; at most 1,024 wait for one of them, further calls fail
 * with {@link GridUnavailableException}. Thread-safe.
 */
public interface AsyncGridCache<K, V> extends AsyncGridMap<K, V> {

    /** As {@link GridCache#getOrCompute}; the loader runs on a thread of the grid's. */
    CompletionStage<@Nullable V> getOrCompute(K key, CacheLoader<? super K, ? extends V> loader);

    /** As {@link GridCache#refresh}. */
    CompletionStage<@Nullable V> refresh(K key);

    /** As {@link GridCache#invalidate}. */
    CompletionStage<Boolean> invalidate(K key);

    /** As {@link GridCache#invalidateAll}. */
    CompletionStage<Long> invalidateAll(Collection<? extends K> keys);

    /** As {@link GridCache#invalidateTag}. */
    CompletionStage<Long> invalidateTag(String tag);
}
