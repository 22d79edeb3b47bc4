package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** MSETNX key value [key value ...], of one slot: puts all of them if none of the keys is there; 1 if it did. O(1) a key. Errors: none. */
final class StringMultiSetIfAbsent extends DataCommand {
    StringMultiSetIfAbsent(int number) {
        super(number, "MSETNX", 2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        for (int i = 0; i < arguments.count(); i += 2) {
            if (execution.find(arguments.key(i)) != null && arguments.count() % 2 == 0) {
                return Value.of(false);
            }
        }
        StringMultiSet.put(execution, arguments, "msetnx");
        return Value.of(true);
    }
}
