package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.StringValues;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;

/** STRLEN key: the length in bytes, 0 if absent. O(1). Errors: WRONGTYPE. */
final class StringLength extends DataCommand {
    StringLength(int number) {
        super(number, "STRLEN", -1, Access.LOCK_FREE);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ByteSlice value = execution.string(arguments.key(0));
        return Value.of(value == null ? 0 : StringValues.plain(value).length());
    }
}
