package io.peergrid.bench.peergrid;

import io.peergrid.AsyncGridMap;
import io.peergrid.Grid;
import io.peergrid.GridMap;
import io.peergrid.bench.harness.StringKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A map of the grid, and counters. */
final class PeerGridStore extends StringKeys {
    private final Grid grid;
    private final GridMap<String, byte[]> map;
    private final AsyncGridMap<String, byte[]> async;

    PeerGridStore(Grid grid, GridMap<String, byte[]> map) {
        this.grid = grid;
        this.map = map;
        this.async = map.async();
    }

    @Override
    public Place place(int key) {
        return switch (grid.explain(name(key)).answer()) {
            case HERE_AS_PRIMARY -> Place.OWNED;
            case HERE_AS_BACKUP -> Place.BACKUP;
            case AT_PRIMARY, NOWHERE -> Place.ELSEWHERE;
        };
    }

    @Override
    public byte @Nullable [] get(int key) {
        return map.get(name(key));
    }

    @Override
    public void put(int key, byte[] value) {
        map.set(name(key), value);
    }

    @Override
    public int getAll(int[] asked) {
        return map.getAll(fill(new ArrayList<>(asked.length), asked)).size();
    }

    @Override
    public void putAll(int[] some, byte[][] values) {
        map.putAll(fill(new HashMap<>(some.length * 2), some, values));
    }

    @Override
    public CompletionStage<?> putAsync(int key, byte[] value) {
        return async.set(name(key), value);
    }

    @Override
    public void add(int counter) {
        grid.counter(name(counter)).incrementAndGet();
    }
}
