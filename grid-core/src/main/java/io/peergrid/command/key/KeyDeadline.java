package io.peergrid.command.key;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.PackedEntry;

/** When a key expires, in one unit or another: -1 if it never does, -2 if it is absent. O(1). Errors: none. */
abstract class KeyDeadline extends DataCommand {
    KeyDeadline(int number, String name) {
        super(number, name, -1, Access.LOCK_FREE);
    }

    /** In the command's unit; both in milliseconds since the epoch. */
    abstract long answer(long deadline, long now);

    @Override
    protected final Value execute(Execution execution, Arguments arguments) {
        byte[] entry = execution.find(arguments.key(0));
        if (entry == null) {
            return Value.of(-2);
        }
        long deadline = PackedEntry.deadline(entry);
        return Value.of(deadline == PackedEntry.NO_DEADLINE ? -1 : answer(deadline, execution.nowMillis()));
    }
}
