package io.peergrid.command;

import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.LinkedHashSet;
import java.util.List;

/** Removes several keys of one slot at once and returns how many were present. */
public record MultiRemove(List<Key> keys) implements Command<Integer> {
    static final int NUMBER = 12;

    public MultiRemove {
        keys = List.copyOf(keys);
    }

    static MultiRemove readFrom(WireReader in, byte[] source) {
        return new MultiRemove(KeyList.readFrom(in, source));
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        KeyList.writeTo(keys, out);
    }

    @Override
    public void execute(Execution execution) {
        int removed = 0;
        for (Key key : new LinkedHashSet<>(keys)) {
            if (execution.find(key) != null) {
                execution.remove(key);
                removed++;
            } else {
                execution.forget(key);
            }
        }
        execution.answer().varInt(removed);
    }

    @Override
    public Integer readAnswer(WireReader in, byte[] source) {
        return in.varInt();
    }
}
