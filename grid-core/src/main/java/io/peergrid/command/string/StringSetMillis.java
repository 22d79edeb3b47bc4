package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.Times;
import io.peergrid.command.Value;

/** PSETEX key milliseconds value: puts a value that expires then. O(1). Errors: invalid expire time, no integer. */
final class StringSetMillis extends DataCommand {
    StringSetMillis(int number) {
        super(number, "PSETEX", -3, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        long deadline = Times.deadline(arguments.whole(1), 1, execution.nowMillis(), "psetex");
        execution.put(arguments.key(0), arguments.stored(2), Expiry.at(deadline));
        return Value.ok();
    }
}
