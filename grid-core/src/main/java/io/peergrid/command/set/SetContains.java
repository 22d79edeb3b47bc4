package io.peergrid.command.set;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.ElementType;

/** SISMEMBER key member: 1 if the member is there. O(1). Errors: WRONGTYPE. */
final class SetContains extends DataCommand {
    SetContains(int number) {
        super(number, "SISMEMBER", -2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return Value.of(execution.elements(arguments.key(0), ElementType.SET).contains(arguments.member(1)));
    }
}
