package io.peergrid.command;

import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/**
 * Removes an entry because its place is needed, unless it has changed since it was chosen; tells whether it did.
 *
 * @param version of the entry that was chosen
 */
public record Evict(Key key, long version) implements Command<Boolean> {
    static final int NUMBER = 250;

    static Evict readFrom(WireReader in, byte[] source) {
        return new Evict(Key.readFrom(in, source), in.fixed64());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
        out.fixed64(version);
    }

    @Override
    public void execute(Execution execution) {
        boolean same = execution.isAt(key, version);
        if (same) {
            execution.evict(key);
        }
        execution.answer().bool(same);
    }

    @Override
    public Boolean readAnswer(WireReader in, byte[] source) {
        return in.bool();
    }
}
