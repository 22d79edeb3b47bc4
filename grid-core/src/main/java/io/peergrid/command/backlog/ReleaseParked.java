package io.peergrid.command.backlog;

import io.peergrid.command.Command;
import io.peergrid.command.Execution;
import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/**
 * Ends the parking of a change. Tells whether it was parked.
 *
 * @param key of the cache's entry
 * @param drop whether the change is given up, and the cache's entry with it, so that the next read finds what the store has; otherwise it is tried again
 */
public record ReleaseParked(Key key, boolean drop) implements Command<Boolean> {
    public static final int NUMBER = 273;

    public static ReleaseParked readFrom(WireReader in, byte[] source) {
        return new ReleaseParked(Key.readFrom(in, source), in.bool());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
        out.bool(drop);
    }

    @Override
    public void execute(Execution execution) {
        BacklogMark mark = BacklogMark.find(execution, key);
        boolean parked = mark != null && mark.parked();
        if (parked && drop) {
            execution.remove(BacklogMark.keyOf(key));
            if (execution.find(key) != null) {
                execution.remove(key);
            } else {
                execution.forget(key);
            }
        } else if (mark != null && parked) {
            mark.released().put(execution, key);
        }
        execution.answer().bool(parked);
    }

    @Override
    public Boolean readAnswer(WireReader in, byte[] source) {
        return in.bool();
    }
}
