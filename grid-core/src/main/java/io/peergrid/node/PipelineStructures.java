package io.peergrid.node;

import io.peergrid.AsyncGridBitmap;
import io.peergrid.AsyncGridBucket;
import io.peergrid.AsyncGridCounter;
import io.peergrid.AsyncGridDeque;
import io.peergrid.AsyncGridHash;
import io.peergrid.AsyncGridHyperLogLog;
import io.peergrid.AsyncGridKeys;
import io.peergrid.AsyncGridMap;
import io.peergrid.AsyncGridSet;
import io.peergrid.AsyncGridSortedSet;
import io.peergrid.GridPipeline;
import io.peergrid.map.MapFactory;
import io.peergrid.pipeline.PipelineCalls;
import io.peergrid.structure.StructureFactory;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/**
 * The structures of one pipeline.
 *
 * @param deadline for what is sent at once
 */
record PipelineStructures(PipelineCalls calls, MapFactory maps, StructureFactory structures, Duration deadline)
        implements GridPipeline {

    @Override
    @SuppressWarnings("unchecked")
    public <V> AsyncGridMap<String, V> map(String name) {
        return (AsyncGridMap<String, V>)
                maps.map(name, String.class, Object.class).async();
    }

    @Override
    public <K, V> AsyncGridMap<K, V> map(String name, Class<K> keyType, Class<V> valueType) {
        return maps.map(name, keyType, valueType).async();
    }

    @Override
    public AsyncGridCounter counter(String name) {
        return structures.counter(name).async();
    }

    @Override
    public <V> AsyncGridBucket<V> bucket(String name, Class<V> valueType) {
        return structures.bucket(name, valueType).async();
    }

    @Override
    public <F, V> AsyncGridHash<F, V> hash(String name, Class<F> fieldType, Class<V> valueType) {
        return structures.hash(name, fieldType, valueType).async();
    }

    @Override
    public <E> AsyncGridSet<E> set(String name, Class<E> elementType) {
        return structures.set(name, elementType).async();
    }

    @Override
    public <E> AsyncGridDeque<E> deque(String name, Class<E> elementType) {
        return structures.deque(name, elementType).async();
    }

    @Override
    public <E> AsyncGridSortedSet<E> sortedSet(String name, Class<E> elementType) {
        return structures.sortedSet(name, elementType).async();
    }

    @Override
    public <E> AsyncGridHyperLogLog<E> hyperLogLog(String name, Class<E> elementType) {
        return structures.hyperLogLog(name, elementType).async();
    }

    @Override
    public AsyncGridBitmap bitmap(String name) {
        return structures.bitmap(name).async();
    }

    @Override
    public AsyncGridKeys keys() {
        return structures.keys().async();
    }

    @Override
    public int size() {
        return calls.size();
    }

    @Override
    public void execute() {
        calls.mayBlock();
        executeAsync().toCompletableFuture().join();
    }

    @Override
    public CompletionStage<Void> executeAsync() {
        return calls.send(calls.nanoTime() + deadline.toNanos());
    }
}
