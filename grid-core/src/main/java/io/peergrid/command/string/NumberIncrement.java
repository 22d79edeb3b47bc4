package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.StringValues;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;

/** INCR key: adds 1 to a number, 0 if absent, and answers the result; the time to live stays. O(1). Errors: WRONGTYPE, no integer, overflow. */
final class NumberIncrement extends DataCommand {
    NumberIncrement(int number) {
        super(number, "INCR", -1, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return add(execution, arguments.key(0), 1);
    }

    static Value add(Execution execution, Key key, long delta) {
        ByteSlice value = execution.string(key);
        long present = value == null ? 0 : StringValues.whole(value, "value is not an integer or out of range");
        long sum = StringValues.add(present, delta);
        execution.put(key, StringValues.whole(sum), Expiry.KEEP);
        return Value.of(sum);
    }
}
