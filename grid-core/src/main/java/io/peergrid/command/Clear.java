package io.peergrid.command;

import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes a batch of a namespace's keys from a slot; repeated with the answer's cursor until {@link Scan#END}.
 *
 * @param cursor 0 at the start
 */
public record Clear(long namespace, long cursor) implements Command<Clear.Result> {
    static final int NUMBER = 15;

    static final int BATCH_ENTRIES = 1_000;

    /** @param next {@link Scan#END} when the slot is done */
    public record Result(int removed, long next) {}

    static Clear readFrom(WireReader in, byte[] source) {
        return new Clear(in.fixed64(), in.varLong());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.fixed64(namespace).varLong(cursor);
    }

    @Override
    public void execute(Execution execution) {
        List<Key> keys = new ArrayList<>();
        long next = execution.scan(namespace, cursor, entry -> {
            keys.add(new Key(namespace, PackedEntry.key(entry).toBytes()));
            return keys.size() < BATCH_ENTRIES;
        });
        keys.forEach(execution::remove);
        execution.answer().varInt(keys.size()).fixed64(next);
    }

    @Override
    public Result readAnswer(WireReader in, byte[] source) {
        return new Result(in.varInt(), in.fixed64());
    }
}
