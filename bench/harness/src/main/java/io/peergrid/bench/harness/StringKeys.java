package io.peergrid.bench.harness;

import java.util.Collection;
import java.util.Map;

/** A store whose keys are strings, made once. */
public abstract class StringKeys implements Store {
    private String[] keys = {};

    @Override
    public final void prepare(int count) {
        keys = new String[count];
        for (int i = 0; i < count; i++) {
            keys[i] = Store.key(i);
        }
    }

    /** The key of this number. */
    protected final String name(int key) {
        return keys[key];
    }

    /** Adds the keys to a collection of the kind that the store asks for. */
    protected final <C extends Collection<String>> C fill(C names, int[] some) {
        for (int key : some) {
            names.add(keys[key]);
        }
        return names;
    }

    /** Adds the entries to a map of the kind that the store takes best. */
    protected final Map<String, byte[]> fill(Map<String, byte[]> entries, int[] some, byte[][] values) {
        for (int i = 0; i < some.length; i++) {
            entries.put(keys[some[i]], values[i]);
        }
        return entries;
    }
}
