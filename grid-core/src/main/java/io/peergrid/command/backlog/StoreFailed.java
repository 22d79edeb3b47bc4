package io.peergrid.command.backlog;

import io.peergrid.command.Command;
import io.peergrid.command.Execution;
import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/**
 * The store has refused a change. Tells whether it is still the newest one.
 *
 * @param key of the cache's entry
 * @param version of the change that was refused
 * @param afterMillis when to try again, from now; at least 0
 * @param park whether nobody is to try again until somebody asks for it
 * @param error what the store said; cut to {@value BacklogMark#ERROR_CHARS} characters
 */
public record StoreFailed(Key key, long version, long afterMillis, boolean park, String error)
        implements Command<Boolean> {
    public static final int NUMBER = 272;

    public StoreFailed {
        if (error.length() > BacklogMark.ERROR_CHARS) {
            error = error.substring(0, BacklogMark.ERROR_CHARS);
        }
    }

    public static StoreFailed readFrom(WireReader in, byte[] source) {
        return new StoreFailed(Key.readFrom(in, source), in.fixed64(), in.varLong(), in.bool(), in.string());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        key.writeTo(out);
        out.fixed64(version).varLong(afterMillis).bool(park).string(error);
    }

    @Override
    public void execute(Execution execution) {
        BacklogMark mark = BacklogMark.find(execution, key);
        boolean same = mark != null && mark.version() == version;
        if (mark != null && same) {
            mark.failed(execution.nowMillis() + Math.max(0, afterMillis), park, error)
                    .put(execution, key);
        }
        execution.answer().bool(same);
    }

    @Override
    public Boolean readAnswer(WireReader in, byte[] source) {
        return in.bool();
    }
}
