package io.peergrid.command.cache;

import io.peergrid.command.Clear;
import io.peergrid.command.Command;
import io.peergrid.command.Execution;
import io.peergrid.command.Keyspaces;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees to it that nobody keeps what is being loaded for a cache now, and that no row is known to be absent, for a batch of entries; repeated with the answer's
 * cursor until {@link io.peergrid.command.Scan#END}.
 *
 * @param cursor 0 at the start
 */
public record ForgetLoads(long namespace, long cursor) implements Command<Clear.Result> {
    public static final int NUMBER = 261;
    private static final int BATCH_ENTRIES = 1_000;

    public static ForgetLoads readFrom(WireReader in) {
        return new ForgetLoads(in.fixed64(), in.varLong());
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
        long marks = Keyspaces.marksOf(namespace);
        List<Key> keys = new ArrayList<>();
        long next = execution.scan(marks, cursor, entry -> {
            keys.add(new Key(namespace, PackedEntry.key(entry).toBytes()));
            return keys.size() < BATCH_ENTRIES;
        });
        keys.forEach(execution::forget);
        execution.answer().varInt(keys.size()).fixed64(next);
    }

    @Override
    public Clear.Result readAnswer(WireReader in, byte[] source) {
        return new Clear.Result(in.varInt(), in.fixed64());
    }
}
