package io.peergrid.cache;

import io.peergrid.GridEntry;
import io.peergrid.GridUnavailableException;
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
            if (deadline - order.runner().calls().nanoTime() <= 0) {
                throw new GridUnavailableException(
                        "other writers changed " + order.key() + " " + (conflicts + 1)
                                + " times between reading and swapping it, until the deadline; nothing happened. Retry, or spread the writes over several keys");
            }
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
        Duration kept = lifetimes.kept(value);
        return kept == null
                ? order.entries().compareAndSet(order.key(), version, value)
                : order.entries().compareAndSet(order.key(), version, value, kept);
    }
}
