package io.peergrid;

/** The maps and structures that can be used alone and within a transaction. */
public interface GridStructures {
    /** A map with String keys and values of any type the configuration allows. */
    <V> GridMap<String, V> map(String name);

    /**
     * A map with checked types. The value type and what its fields declare need no further registration.
     *
     * @throws IllegalArgumentException if the key type is not canonical, see {@link GridMap}
     */
    <K, V> GridMap<K, V> map(String name, Class<K> keyType, Class<V> valueType);

    /** The number under a key: counts, rate limits. Nothing is made before it is first changed. */
    GridCounter counter(String name);

    /** The single value under a key. */
    <V> GridBucket<V> bucket(String name, Class<V> valueType);

    /**
     * The hash under a key: fields with values, all in one slot.
     *
     * @throws IllegalArgumentException if the field type is not canonical, see {@link GridMap}
     */
    <F, V> GridHash<F, V> hash(String name, Class<F> fieldType, Class<V> valueType);

    /**
     * The set under a key, all in one slot.
     *
     * @throws IllegalArgumentException if the element type is not canonical, see {@link GridMap}
     */
    <E> GridSet<E> set(String name, Class<E> elementType);

    /** The deque under a key: a queue, a stack or a list, all in one slot. */
    <E> GridDeque<E> deque(String name, Class<E> elementType);

    /**
     * The sorted set under a key, all in one slot.
     *
     * @throws IllegalArgumentException if the element type is not canonical, see {@link GridMap}
     */
    <E> GridSortedSet<E> sortedSet(String name, Class<E> elementType);

    /**
     * The HyperLogLog under a key.
     *
     * @throws IllegalArgumentException if the element type is not canonical, see {@link GridMap}
     */
    <E> GridHyperLogLog<E> hyperLogLog(String name, Class<E> elementType);

    /** The bitmap under a key. */
    GridBitmap bitmap(String name);

    /** What can be done with keys of counters, buckets, hashes, sets and so on, whatever they hold. */
    GridKeys keys();
}
