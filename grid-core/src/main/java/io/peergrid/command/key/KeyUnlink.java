package io.peergrid.command.key;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** UNLINK key [key ...], of one slot: removes keys and answers how many were there. O(1) a key. Errors: none. */
final class KeyUnlink extends DataCommand {
    KeyUnlink(int number) {
        super(number, "UNLINK", 1, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return KeyDelete.of(execution, arguments);
    }
}
