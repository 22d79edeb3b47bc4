package io.peergrid.near;

import io.peergrid.store.Key;
import java.util.Map;

/**
 * The keys of which a member tells those who want hot keys only. Immutable.
 *
 * @param number rises with each change over the life of the member; 0 before there was any
 * @param turns when each became hot: another number each time it does
 */
record HotKeys(long number, Map<Key, Long> turns) {
    static final HotKeys NONE = new HotKeys(0, Map.of());

    HotKeys {
        turns = Map.copyOf(turns);
    }

    boolean isHot(Key key) {
        return turns.containsKey(key);
    }

    boolean isEmpty() {
        return turns.isEmpty();
    }
}
