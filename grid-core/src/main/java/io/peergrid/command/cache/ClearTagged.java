package io.peergrid.command.cache;

import io.peergrid.command.Clear;
import io.peergrid.command.Command;
import io.peergrid.command.Execution;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes those of a batch of a cache's entries that have a tag; repeated with the answer's cursor until {@link io.peergrid.command.Scan#END}.
 *
 * @param tag see {@link CachedForm}
 * @param cursor 0 at the start
 */
public record ClearTagged(long namespace, long tag, long cursor) implements Command<Clear.Result> {
    public static final int NUMBER = 260;
    private static final int BATCH_ENTRIES = 1_000;

    public static ClearTagged readFrom(WireReader in) {
        return new ClearTagged(in.fixed64(), in.fixed64(), in.varLong());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.fixed64(namespace).fixed64(tag).varLong(cursor);
    }

    @Override
    public void execute(Execution execution) {
        List<Key> keys = new ArrayList<>();
        int[] seen = {0};
        long next = execution.scan(namespace, cursor, entry -> {
            if (CachedForm.hasTag(PackedEntry.value(entry), tag)) {
                keys.add(new Key(namespace, PackedEntry.key(entry).toBytes()));
            }
            return ++seen[0] < BATCH_ENTRIES;
        });
        keys.forEach(execution::remove);
        execution.answer().varInt(keys.size()).fixed64(next);
    }

    @Override
    public Clear.Result readAnswer(WireReader in, byte[] source) {
        return new Clear.Result(in.varInt(), in.fixed64());
    }
}
