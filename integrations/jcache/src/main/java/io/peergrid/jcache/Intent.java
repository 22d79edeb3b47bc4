package io.peergrid.jcache;

/** What an operation wants of an entry that it has seen. */
sealed interface Intent<V> {

    /** Nothing. */
    record Leave<V>() implements Intent<V> {}

    /** It has read it. */
    record Access<V>() implements Intent<V> {}

    /** @param writes whether a writer has to hear of it */
    record Put<V>(V value, boolean writes) implements Intent<V> {}

    /**
     * That it is gone, whether it was there or not.
     *
     * @param writes whether a writer has to hear of it
     */
    record Remove<V>(boolean writes) implements Intent<V> {}

    static <V> Intent<V> leave() {
        return new Leave<>();
    }

    static <V> Intent<V> access() {
        return new Access<>();
    }

    static <V> Intent<V> put(V value) {
        return new Put<>(value, true);
    }

    static <V> Intent<V> remove() {
        return new Remove<>(true);
    }
}
