package io.peergrid.command.key;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.Key;

/**
 * RENAME key newkey, both of one slot: moves a value with its time to live, in place of what the new key held. O(n) for a collection, which travels whole.
 * Errors: no such key, too large.
 */
final class KeyRename extends DataCommand {
    KeyRename(int number) {
        super(number, "RENAME", -2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        move(execution, arguments, true);
        return Value.ok();
    }

    /** Whether it was moved. */
    static boolean move(Execution execution, Arguments arguments, boolean replace) {
        Key from = arguments.key(0);
        Key to = arguments.key(1);
        byte[] entry = execution.find(from);
        if (entry == null) {
            throw new CommandException(ErrorCode.NO_SUCH_KEY, "no such key");
        }
        boolean present = execution.find(to) != null;
        if (present && !replace) {
            return false;
        }
        if (!from.equals(to)) {
            execution.remove(from);
            execution.copy(entry, to);
        }
        return true;
    }
}
