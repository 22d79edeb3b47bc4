package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;

/** GETSET key value: puts a value that never expires and answers what was there. O(1). Errors: WRONGTYPE. */
final class StringGetSet extends DataCommand {
    StringGetSet(int number) {
        super(number, "GETSET", -2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Key key = arguments.key(0);
        ByteSlice present = execution.string(key);
        execution.put(key, arguments.stored(1), Expiry.NEVER);
        return present == null ? Value.nil() : new Value.Stored(present);
    }
}
