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
import io.peergrid.GridStructures;
import io.peergrid.map.MapFactory;
import io.peergrid.structure.StructureFactory;

/** Maps and structures over whatever way of calling slots their factories have. */
abstract class OverSlots implements GridStructures {
    private final MapFactory maps;
    private final StructureFactory structures;

    OverSlots(MapFactory maps, StructureFactory structures) {
        this.maps = maps;
        this.structures = structures;
    }

    final MapFactory maps() {
        return maps;
    }

    final StructureFactory structures() {
        return structures;
    }

    @Override
    @SuppressWarnings("unchecked")
    public final <V> GridMap<String, V> map(String name) {
        return (GridMap<String, V>) maps.map(name, String.class, Object.class);
    }

    @Override
    public final <K, V> GridMap<K, V> map(String name, Class<K> keyType, Class<V> valueType) {
        return maps.map(name, keyType, valueType);
    }

    @Override
    public final GridCounter counter(String name) {
        return structures.counter(name);
    }

    @Override
    public final <V> GridBucket<V> bucket(String name, Class<V> valueType) {
        return structures.bucket(name, valueType);
    }

    @Override
    public final <F, V> GridHash<F, V> hash(String name, Class<F> fieldType, Class<V> valueType) {
        return structures.hash(name, fieldType, valueType);
    }

    @Override
    public final <E> GridSet<E> set(String name, Class<E> elementType) {
        return structures.set(name, elementType);
    }

    @Override
    public final <E> GridDeque<E> deque(String name, Class<E> elementType) {
        return structures.deque(name, elementType);
    }

    @Override
    public final <E> GridSortedSet<E> sortedSet(String name, Class<E> elementType) {
        return structures.sortedSet(name, elementType);
    }

    @Override
    public final <E> GridHyperLogLog<E> hyperLogLog(String name, Class<E> elementType) {
        return structures.hyperLogLog(name, elementType);
    }

    @Override
    public final GridBitmap bitmap(String name) {
        return structures.bitmap(name);
    }

    @Override
    public final GridKeys keys() {
        return structures.keys();
    }
}
