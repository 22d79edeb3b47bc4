package io.peergrid.command.set;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.ElementType;

/** SCARD key: how many members there are. O(1). Errors: WRONGTYPE. */
final class SetSize extends DataCommand {
    SetSize(int number) {
        super(number, "SCARD", -1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return Value.of(execution.elements(arguments.key(0), ElementType.SET).size());
    }
}
