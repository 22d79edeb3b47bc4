package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** SUBSTR key start end: the bytes between two places, both included; negative ones count from the end. O(length). Errors: WRONGTYPE, no integer. */
final class StringSubstring extends DataCommand {
    StringSubstring(int number) {
        super(number, "SUBSTR", -3, Access.LOCK_FREE);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return StringRange.of(execution, arguments);
    }
}
