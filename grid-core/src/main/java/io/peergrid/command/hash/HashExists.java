package io.peergrid.command.hash;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.ElementType;

/** HEXISTS key field: 1 if the field is there. O(1). Errors: WRONGTYPE. */
final class HashExists extends DataCommand {
    HashExists(int number) {
        super(number, "HEXISTS", -2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return Value.of(execution.elements(arguments.key(0), ElementType.HASH).contains(arguments.member(1)));
    }
}
