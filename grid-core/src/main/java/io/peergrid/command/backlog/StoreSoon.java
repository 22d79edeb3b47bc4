package io.peergrid.command.backlog;

import io.peergrid.command.Command;
import io.peergrid.command.Execution;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;

/**
 * Asks the slot's primary to store what it has of a cache without waiting for its time. Changes nothing: it is a mutation so that it gets to the primary.
 *
 * @param cache the namespace of the cache's entries
 */
public record StoreSoon(long cache) implements Command<Boolean> {
    public static final int NUMBER = 274;

    public static StoreSoon readFrom(WireReader in) {
        return new StoreSoon(in.fixed64());
    }

    @Override
    public int number() {
        return NUMBER;
    }

    @Override
    public void writeTo(WireWriter out) {
        out.fixed64(cache);
    }

    /** What it leads to is up to whoever watches the backlog, see {@link io.peergrid.command.BacklogWatcher}. */
    @Override
    public void execute(Execution execution) {
        execution.answer().bool(true);
    }

    @Override
    public Boolean readAnswer(WireReader in, byte[] source) {
        return in.bool();
    }
}
