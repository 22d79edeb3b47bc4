package io.peergrid.node;

import io.peergrid.GridBitmap;
import io.peergrid.GridBucket;
import io.peergrid.GridCounter;
import io.peergrid.GridDeque;
import io.peergrid.GridHash;
import io.peergrid.GridHyperLogLog;
import io.peergrid.GridKeys;
import io.peergrid.GridMap;
import io.peergrid.GridSet;
import io.peergrid.GridSortedSet;
import io.peergrid.GridTransaction;
import io.peergrid.map.MapFactory;
import io.peergrid.structure.StructureFactory;

/** The structures of one attempt of a transaction. */
record TransactionStructures(String tag, MapFactory maps, StructureFactory structures) implements GridTransaction {

    @Override
    @SuppressWarnings("unchecked")
    public <V> GridMap<String, V> map(String name) {
        return (GridMap<String, V>) maps.map(name, String.class, Object.class);
    }

    @Override
    public <K, V> GridMap<K, V> map(String name, Class<K> keyType, Class<V> valueType) {
        return maps.map(name, keyType, valueType);
    }

    @Override
    public GridCounter counter(String name) {
        return structures.counter(name);
    }

    @Override
    public <V> GridBucket<V> bucket(String name, Class<V> valueType) {
        return structures.bucket(name, valueType);
    }

    @Override
    public <F, V> GridHash<F, V> hash(String name, Class<F> fieldType, Class<V> valueType) {
        return structures.hash(name, fieldType, valueType);
    }

    @Override
    public <E> GridSet<E> set(String name, Class<E> elementType) {
        return structures.set(name, elementType);
    }

    @Override
    public <E> GridDeque<E> deque(String name, Class<E> elementType) {
        return structures.deque(name, elementType);
    }

    @Override
    public <E> GridSortedSet<E> sortedSet(String name, Class<E> elementType) {
        return structures.sortedSet(name, elementType);
    }

    @Override
    public <E> GridHyperLogLog<E> hyperLogLog(String name, Class<E> elementType) {
        return structures.hyperLogLog(name, elementType);
    }

    @Override
    public GridBitmap bitmap(String name) {
        return structures.bitmap(name);
    }

    @Override
    public GridKeys keys() {
        return structures.keys();
    }
}
