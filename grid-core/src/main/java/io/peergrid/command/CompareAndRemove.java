package io.peergrid.command;

import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/** Removes a key if its version is the expected one; tells whether it did. */
public record CompareAndRemove(Key key, long expectedVersion) implements Command<Boolean> {
    static final int NUMBER = 5;

    static CompareAndRemove readFrom(WireReader in, byte[] source) {
        return new CompareAndRemove(Key.readFrom(in, source), in.fixed64());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
        out.fixed64(expectedVersion);
    }

    @Override
    public void execute(Execution execution) {
        boolean done = execution.isAt(key, expectedVersion);
        if (done) {
            execution.remove(key);
        }
        execution.answer().bool(done);
    }

    @Override
    public Boolean readAnswer(WireReader in, byte[] source) {
        return in.bool();
    }
}
