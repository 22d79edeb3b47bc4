package io.peergrid.command;

import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/** Whether a key is present. */
public record Contains(Key key) implements Command<Boolean> {
    static final int NUMBER = 6;

    static Contains readFrom(WireReader in, byte[] source) {
        return new Contains(Key.readFrom(in, source));
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
    }

    @Override
    public void execute(Execution execution) {
        execution.answer().bool(execution.find(key) != null);
    }

    @Override
    public Boolean readAnswer(WireReader in, byte[] source) {
        return in.bool();
    }
}
