package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.Value;

/** MSET key value [key value ...], of one slot: puts all of them, whatever the keys held. O(1) a key. Errors: none. */
final class StringMultiSet extends DataCommand {
    StringMultiSet(int number) {
        super(number, "MSET", 2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        put(execution, arguments, "mset");
        return Value.ok();
    }

    static void put(Execution execution, Arguments arguments, String name) {
        if (arguments.count() % 2 != 0) {
            throw new CommandException(ErrorCode.SYNTAX, "wrong number of arguments for '" + name + "' command");
        }
        for (int i = 0; i < arguments.count(); i += 2) {
            execution.put(arguments.key(i), arguments.stored(i + 1), Expiry.NEVER);
        }
    }
}
