package io.peergrid.command.key;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** TOUCH key [key ...], of one slot: how many of them are there. O(1) a key. Errors: none. */
final class KeyTouch extends DataCommand {
    KeyTouch(int number) {
        super(number, "TOUCH", 1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return KeyExists.count(execution, arguments);
    }
}
