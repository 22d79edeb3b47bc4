package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;

/** GET key: the value, nil if absent. O(1). Errors: WRONGTYPE. */
final class StringGet extends DataCommand {
    StringGet(int number) {
        super(number, "GET", -1, Access.LOCK_FREE);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ByteSlice value = execution.string(arguments.key(0));
        return value == null ? Value.nil() : new Value.Stored(value);
    }
}
