package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.Value;
import io.peergrid.store.Key;

/** SETNX key value: puts a value if the key is absent; 1 if it did. O(1). Errors: none. */
final class StringSetIfAbsent extends DataCommand {
    StringSetIfAbsent(int number) {
        super(number, "SETNX", -2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Key key = arguments.key(0);
        boolean absent = execution.find(key) == null;
        if (absent) {
            execution.put(key, arguments.stored(1), Expiry.NEVER);
        }
        return Value.of(absent);
    }
}
