package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** LLEN key: how many elements, 0 if the key is absent. O(1). Errors: WRONGTYPE. */
final class ListLength extends DataCommand {
    ListLength(int number) {
        super(number, "LLEN", -1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return Value.of(ListEdit.of(execution, arguments.key(0)).size());
    }
}
