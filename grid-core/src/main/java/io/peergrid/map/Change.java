package io.peergrid.map;

import org.jspecify.annotations.Nullable;

/** What a caller makes of the present value of a key. */
public sealed interface Change<V> {

    /** Leaves the key as it is. */
    record None<V>() implements Change<V> {}

    /** Puts a value; the time to live stays. */
    record To<V>(V value) implements Change<V> {}

    /** Removes the key. */
    record Gone<V>() implements Change<V> {}

    /**
     * How it ended.
     *
     * @param changed whether the key was changed
     * @param value of the key afterwards, null if absent
     */
    record Result<V>(boolean changed, @Nullable V value) {}

    /** As {@code ConcurrentMap.compute} has it: null means absent, before and after. */
    static <V> Change<V> between(@Nullable V before, @Nullable V after) {
        if (after != null) {
            return new To<>(after);
        }
        return before == null ? new None<>() : new Gone<>();
    }
}
