package io.peergrid.command;

import io.peergrid.store.Key;
import io.peergrid.store.NamespaceMode;
import java.util.Arrays;

/** The hashes of the keys that an answer or an entry depends on. */
final class Footprint {
    /** For what depends on nothing; an empty footprint would mean the whole slot. */
    static final long[] NOTHING = {0};

    private static final long[] WHOLE_SLOT = {};

    private long first;
    private long[] more = WHOLE_SLOT;
    private int size;
    private boolean whole;
    private boolean synchronous;

    void add(Key key) {
        note(key.namespace());
        long hash = key.hash();
        if (size == 0) {
            first = hash;
            size = 1;
        } else if (hash != (size == 1 ? first : more[size - 2])) {
            if (more.length == size - 1) {
                more = Arrays.copyOf(more, Math.max(4, size * 2));
            }
            more[size - 1] = hash;
            size++;
        }
    }

    /** All of a namespace, so whatever may be written in the slot. */
    void wholeSlot(long namespace) {
        note(namespace);
        whole = true;
    }

    private void note(long namespace) {
        synchronous |= !NamespaceMode.isAsynchronous(namespace);
    }

    /** Whether nothing but asynchronous maps was touched. */
    boolean isAsynchronous() {
        return (size > 0 || whole) && !synchronous;
    }

    long[] toArray() {
        return whole ? WHOLE_SLOT : keys();
    }

    long[] keys() {
        if (size == 0) {
            return NOTHING;
        }
        long[] hashes = new long[size];
        hashes[0] = first;
        System.arraycopy(more, 0, hashes, 1, size - 1);
        return hashes;
    }
}
