package io.peergrid.command.hash;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.ElementType;

/** HLEN key: how many fields there are. O(1). Errors: WRONGTYPE. */
final class HashLength extends DataCommand {
    HashLength(int number) {
        super(number, "HLEN", -1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return Value.of(execution.elements(arguments.key(0), ElementType.HASH).size());
    }
}
