package io.peergrid.command.key;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.PackedEntry;

/** EXPIRETIME key: the second at which it expires; -1 if it never expires, -2 if it is absent. O(1). Errors: none. */
final class KeyExpireTime extends DataCommand {
    KeyExpireTime(int number) {
        super(number, "EXPIRETIME", -1, Access.LOCK_FREE);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        byte[] entry = execution.find(arguments.key(0));
        if (entry == null) {
            return Value.of(-2);
        }
        long deadline = PackedEntry.deadline(entry);
        return Value.of(deadline == PackedEntry.NO_DEADLINE ? -1 : (deadline + 500) / 1_000);
    }
}
