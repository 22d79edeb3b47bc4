package io.peergrid.near;

import io.peergrid.store.Key;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The hot keys of one owner as a holder of near copies knows them. Changed by one thread at a time; any thread looks. */
final class KnownHotKeys {
    private final NearRules rules;
    private final Consumer<Key> cooled;
    private volatile Map<Key, HotKey> keys = Map.of();
    private volatile long number;
    private long newest;

    /** @param cooled is told of each key that is not hot any more, or was not in between: its copies have to go, and answers that are under way */
    KnownHotKeys(NearRules rules, Consumer<Key> cooled) {
        this.rules = rules;
        this.cooled = cooled;
    }

    @Nullable
    HotKey find(Key key) {
        return keys.get(key);
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Of the keys that are known; 0 if none are. */
    long number() {
        return number;
    }

    /** What the owner says. What it said before it said something newer is passed over. */
    void learn(HotKeys told) {
        if (told.number() >= newest) {
            newest = told.number();
            become(told);
        }
    }

    /** Nothing of it is known to be so any more. */
    void forget() {
        if (number != 0) {
            become(HotKeys.NONE);
        }
    }

    private void become(HotKeys told) {
        Map<Key, HotKey> last = keys;
        Map<Key, HotKey> next = new HashMap<>();
        told.turns().forEach((key, turn) -> {
            HotKey known = last.get(key);
            next.put(key, known != null && known.turn == turn ? known : new HotKey(turn));
        });
        // Nobody begins to fill by what was known, and then what was filled by it goes.
        keys = next;
        last.forEach((key, known) -> {
            if (rules.hasCooled(known.turn, told.turns().get(key))) {
                cooled.accept(key);
            }
        });
        number = told.number();
    }

    /** How often copies were read since this was asked last, by turns. */
    Map<Long, Integer> takeUses() {
        Map<Long, Integer> uses = new HashMap<>();
        keys.values().forEach(key -> {
            int times = key.takeUses();
            if (times > 0) {
                uses.put(key.turn, times);
            }
        });
        return uses;
    }
}
