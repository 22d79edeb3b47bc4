package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;

/** GETDEL key: removes the key and answers what was there. O(1). Errors: WRONGTYPE. */
final class StringGetDelete extends DataCommand {
    StringGetDelete(int number) {
        super(number, "GETDEL", -1, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Key key = arguments.key(0);
        ByteSlice present = execution.string(key);
        if (present == null) {
            return Value.nil();
        }
        execution.remove(key);
        return new Value.Stored(present);
    }
}
