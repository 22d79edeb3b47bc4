package io.peergrid.command.backlog;

import io.peergrid.command.Command;
import io.peergrid.command.Execution;
import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/**
 * The store has a change. Nothing waits any more, unless the key has been changed again. Tells whether nothing waits.
 *
 * @param key of the cache's entry
 * @param version of the change that was stored
 */
public record Stored(Key key, long version) implements Command<Boolean> {
    public static final int NUMBER = 271;

    public static Stored readFrom(WireReader in, byte[] source) {
        return new Stored(Key.readFrom(in, source), in.fixed64());
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
        BacklogMark mark = BacklogMark.find(execution, key);
        boolean same = mark != null && mark.version() == version;
        if (same) {
            execution.remove(BacklogMark.keyOf(key));
            // Whoever is loading may have read the row as it was before.
            execution.forget(key);
        } else if (mark != null && mark.version() > version && mark.firstVersion() <= version) {
            mark.storedUpTo(version, execution.nowMillis()).put(execution, key);
        }
        execution.answer().bool(mark == null || same);
    }

    @Override
    public Boolean readAnswer(WireReader in, byte[] source) {
        return in.bool();
    }
}
