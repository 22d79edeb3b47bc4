package io.peergrid.command.hash;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.ElementType;

/** HSET key field value [field value ...]: puts fields and answers how many are new. O(1) a field. Errors: WRONGTYPE. */
final class HashSet extends DataCommand {
    HashSet(int number) {
        super(number, "HSET", 3, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return Value.of(put(execution, arguments, "hset"));
    }

    static int put(Execution execution, Arguments arguments, String name) {
        if (arguments.count() % 2 == 0) {
            throw new CommandException(ErrorCode.SYNTAX, "wrong number of arguments for '" + name + "' command");
        }
        ElementEdit hash = execution.elements(arguments.key(0), ElementType.HASH);
        int added = 0;
        for (int i = 1; i < arguments.count(); i += 2) {
            added += hash.put(arguments.member(i), arguments.stored(i + 1)) ? 1 : 0;
        }
        return added;
    }
}
