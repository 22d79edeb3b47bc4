package io.peergrid.command;

import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values of several keys of one slot at one moment, in the order of the keys, null for those that are absent.
 *
 * @param metadata whether versions and times to live come along
 */
public record MultiGet(List<Key> keys, boolean metadata) implements Command<List<@Nullable StoredValue>> {
    static final int NUMBER = 10;

    public MultiGet {
        keys = List.copyOf(keys);
    }

    static MultiGet readFrom(WireReader in, byte[] source) {
        return new MultiGet(KeyList.readFrom(in, source), in.bool());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        KeyList.writeTo(keys, out);
        out.bool(metadata);
    }

    @Override
    public void execute(Execution execution) {
        execution.answer().varInt(keys.size());
        for (Key key : keys) {
            StoredValue.write(execution.answer(), execution.find(key), metadata, execution.nowMillis());
        }
    }

    @Override
    public List<@Nullable StoredValue> readAnswer(WireReader in, byte[] source) {
        int count = in.count(1);
        List<@Nullable StoredValue> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(StoredValue.read(in, source));
        }
        return values;
    }
}
