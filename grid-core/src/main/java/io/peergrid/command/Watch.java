package io.peergrid.command;

import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.LinkedHashMap;
import java.util.Map;

/** The versions under which a transaction saw its keys; 0 for an absent one. See <a href="https://redis.io/docs/latest/commands/watch/">WATCH</a>. */
final class Watch {
    private Watch() {}

    static void write(WireWriter out, Map<Key, Long> versions) {
        out.varInt(versions.size());
        versions.forEach((key, version) -> {
            key.writeTo(out);
            out.fixed64(version);
        });
    }

    static Map<Key, Long> readFrom(WireReader in, byte[] source) {
        int count = in.count(KeyList.LEAST_BYTES + Long.BYTES);
        Map<Key, Long> versions = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            Key key = Key.readFrom(in, source);
            versions.put(key, in.fixed64());
        }
        return versions;
    }
}
