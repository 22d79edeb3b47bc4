package io.peergrid.command;

import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/** Several keys in a command. */
final class KeyList {
    static final int LEAST_BYTES = 9;

    private KeyList() {}

    static void writeTo(List<Key> keys, WireWriter out) {
        out.varInt(keys.size());
        for (Key key : keys) {
            key.writeTo(out);
        }
    }

    static List<Key> readFrom(WireReader in, byte[] source) {
        int count = in.count(LEAST_BYTES);
        List<Key> keys = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            keys.add(Key.readFrom(in, source));
        }
        return keys;
    }
}
