package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** INCRBY key delta: adds to a number, 0 if absent, and answers the result; the time to live stays. O(1). Errors: WRONGTYPE, no integer, overflow. */
final class NumberIncrementBy extends DataCommand {
    NumberIncrementBy(int number) {
        super(number, "INCRBY", -2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return NumberIncrement.add(execution, arguments.key(0), arguments.whole(1));
    }
}
