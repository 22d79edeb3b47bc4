package io.peergrid.command;

import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.List;

/**
 * Removes entries of a slot whose time is over, and tells how many; as many as asked for means that there may be more.
 *
 * @param limit at most {@link #MAX_LIMIT}
 */
public record Reap(int limit) implements Command<Integer> {
    public static final int MAX_LIMIT = 1_000;

    static final int NUMBER = 16;

    public Reap {
        limit = Math.max(1, Math.min(limit, MAX_LIMIT));
    }

    static Reap readFrom(WireReader in, byte[] source) {
        return new Reap(in.varInt());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.varInt(limit);
    }

    @Override
    public void execute(Execution execution) {
        List<Key> due = execution.due(limit);
        for (Key key : due) {
            execution.find(key);
        }
        execution.answer().varInt(due.size());
    }

    @Override
    public Integer readAnswer(WireReader in, byte[] source) {
        return in.varInt();
    }
}
