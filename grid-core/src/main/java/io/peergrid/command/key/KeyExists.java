package io.peergrid.command.key;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** EXISTS key [key ...], of one slot: how many of them are there, one given twice counts twice. O(1) a key. Errors: none. */
final class KeyExists extends DataCommand {
    KeyExists(int number) {
        super(number, "EXISTS", 1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return count(execution, arguments);
    }

    static Value count(Execution execution, Arguments arguments) {
        int found = 0;
        for (int i = 0; i < arguments.count(); i++) {
            found += execution.find(arguments.key(i)) != null ? 1 : 0;
        }
        return Value.of(found);
    }
}
