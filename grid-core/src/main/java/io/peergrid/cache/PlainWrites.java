package io.peergrid.cache;

import io.peergrid.GridEntry;
import io.peergrid.GridMap;
import io.peergrid.map.Change;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Changes that concern no store: swapped by version. Thread-safe. */
final class PlainWrites<K, V> implements Writes<K, V> {
    private final Lifetimes<K, V> lifetimes;

    PlainWrites(Lifetimes<K, V> lifetimes) {
        this.lifetimes = lifetimes;
    }

    @Override
    public Written<V> change(Order<K, V> order) {
        long deadline = order.runner().deadline();
        for (int conflicts = 0; ; conflicts++) {
            GridEntry<K, CachedValue<V>> found = order.entries().getEntry(order.key());
            GridEntry<K, V> present = present(found, lifetimes);
            V before = present == null ? null : present.value();
            Change<V> change = order.decide().apply(present);
            if (change instanceof Change.None<V>) {
                return new Written<>(false, before, before);
            }
            V after = change instanceof Change.To<V> to ? to.value() : null;
            if (swap(order, found == null ? 0 : found.version(), after)) {
                return new Written<>(true, before, after);
            }
            order.runner().checkConflict(order.key(), conflicts, deadline);
        }
    }

    /** What counts of a cached entry: what is kept for stale reads does not. */
    static <K, V> @Nullable GridEntry<K, V> present(
            @Nullable GridEntry<K, CachedValue<V>> found, Lifetimes<?, V> lifetimes) {
        return found == null || !lifetimes.isFresh(found.value()) ? null : lifetimes.shown(found);
    }

    private boolean swap(Order<K, V> order, long version, @Nullable V after) {
        if (after == null) {
            // Of an absent entry, too: whoever loads it must not keep it.
            if (version == 0) {
                order.entries().delete(order.key());
                return true;
            }
            return order.entries().compareAndDelete(order.key(), version);
        }
        CachedValue<V> value = lifetimes.begin(order.key(), after, 0, order.timeToLive());
        return swap(order.entries(), order.key(), version, value, lifetimes);
    }

    /** Puts a value if the entry has this version, for as long as it is to be kept. */
    static <K, V> boolean swap(
            GridMap<K, CachedValue<V>> entries, K key, long version, CachedValue<V> value, Lifetimes<K, V> lifetimes) {
        Duration kept = lifetimes.kept(value);
        return kept == null
                ? entries.compareAndSet(key, version, value)
                : entries.compareAndSet(key, version, value, kept);
    }
}
