package io.peergrid.bench.floors;

import io.peergrid.bench.harness.Member;
import io.peergrid.bench.harness.Row;
import io.peergrid.bench.harness.Store;
import io.peergrid.bench.harness.StringKeys;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** A map of this process. It hands out copies, as a store must whose values nobody may change from outside. */
final class LocalStore extends StringKeys implements Member {
    private final ConcurrentMap<String, byte[]> map;

    LocalStore(ConcurrentMap<String, byte[]> map) {
        this.map = map;
    }

    @Override
    public void awaitMembers(int members) {}

    @Override
    public Store store(Kind kind) {
        if (kind != Kind.SAFE) {
            throw new UnsupportedOperationException("a floor");
        }
        return this;
    }

    @Override
    public boolean has(Row row) {
        return row == Row.OWNED_GET;
    }

    @Override
    public Place place(int key) {
        return Place.OWNED;
    }

    @Override
    public byte @Nullable [] get(int key) {
        byte[] value = map.get(name(key));
        return value == null ? null : value.clone();
    }

    @Override
    public void put(int key, byte[] value) {
        map.put(name(key), value.clone());
    }

    @Override
    public int getAll(int[] asked) {
        int found = 0;
        for (int key : asked) {
            found += get(key) == null ? 0 : 1;
        }
        return found;
    }

    @Override
    public void putAll(int[] some, byte[][] values) {
        for (int i = 0; i < some.length; i++) {
            put(some[i], values[i]);
        }
    }
}
