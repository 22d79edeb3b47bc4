package io.peergrid.bench.peergrid;

import io.peergrid.AsyncGridMap;
import io.peergrid.Grid;
import io.peergrid.GridMap;
import io.peergrid.bench.harness.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A map of the grid. */
final class PeerGridStore implements Store {
    private final Grid grid;
    private final GridMap<String, byte[]> map;
    private final AsyncGridMap<String, byte[]> async;
    private String[] keys = {};

    PeerGridStore(Grid grid, GridMap<String, byte[]> map) {
        this.grid = grid;
        this.map = map;
        this.async = map.async();
    }

    @Override
    public void prepare(int count) {
        keys = new String[count];
        for (int i = 0; i < count; i++) {
            keys[i] = Store.key(i);
        }
    }

    @Override
    public Place place(int key) {
        return switch (grid.explain(keys[key]).answer()) {
            case HERE_AS_PRIMARY -> Place.OWNED;
            case HERE_AS_BACKUP -> Place.BACKUP;
            case AT_PRIMARY, NOWHERE -> Place.ELSEWHERE;
        };
    }

    @Override
    public byte @Nullable [] get(int key) {
        return map.get(keys[key]);
    }

    @Override
    public void put(int key, byte[] value) {
        map.set(keys[key], value);
    }

    @Override
    public int getAll(int[] asked) {
        List<String> names = new ArrayList<>(asked.length);
        for (int key : asked) {
            names.add(keys[key]);
        }
        return map.getAll(names).size();
    }

    @Override
    public void putAll(int[] some, byte[][] values) {
        Map<String, byte[]> entries = new HashMap<>(some.length * 2);
        for (int i = 0; i < some.length; i++) {
            entries.put(keys[some[i]], values[i]);
        }
        map.putAll(entries);
    }

    @Override
    public CompletionStage<?> putAsync(int key, byte[] value) {
        return async.set(keys[key], value);
    }

    @Override
    public void add(int counter) {
        throw new UnsupportedOperationException("not yet");
    }
}
