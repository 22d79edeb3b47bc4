package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** DECR key: takes 1 off a number, 0 if absent, and answers the result; the time to live stays. O(1). Errors: WRONGTYPE, no integer, overflow. */
final class NumberDecrement extends DataCommand {
    NumberDecrement(int number) {
        super(number, "DECR", -1, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return NumberIncrement.add(execution, arguments.key(0), -1);
    }
}
