package io.peergrid.command;

import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.Optional;

/**
 * The value of a key, empty if absent.
 *
 * @param metadata whether version and time to live come along
 */
public record Get(Key key, boolean metadata) implements Command<Optional<StoredValue>> {
    static final int NUMBER = 1;

    static Get readFrom(WireReader in, byte[] source) {
        return new Get(Key.readFrom(in, source), in.bool());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
        out.bool(metadata);
    }

    @Override
    public void execute(Execution execution) {
        byte[] entry = execution.find(key);
        StoredValue.write(execution.answer(), entry, metadata, execution.nowMillis());
    }

    @Override
    public Optional<StoredValue> readAnswer(WireReader in, byte[] source) {
        return Optional.ofNullable(StoredValue.read(in, source));
    }
}
