package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** DECRBY key delta: takes off a number, 0 if absent, and answers the result; the time to live stays. O(1). Errors: WRONGTYPE, no integer, overflow. */
final class NumberDecrementBy extends DataCommand {
    NumberDecrementBy(int number) {
        super(number, "DECRBY", -2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return NumberIncrement.add(execution, arguments.key(0), negated(arguments.whole(1)));
    }

    private static long negated(long number) {
        if (number == Long.MIN_VALUE) {
            throw new CommandException(ErrorCode.OVERFLOW, "decrement would overflow");
        }
        return -number;
    }
}
