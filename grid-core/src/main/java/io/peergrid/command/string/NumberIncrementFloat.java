package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.ExtendedNumber;
import io.peergrid.command.StringValues;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;

/**
 * INCRBYFLOAT key delta: adds to a number, 0 if absent, and answers the sum as text; the time to live stays. O(1). Errors: WRONGTYPE, no number, the
 * sum is infinite.
 */
final class NumberIncrementFloat extends DataCommand {
    NumberIncrementFloat(int number) {
        super(number, "INCRBYFLOAT", -2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Key key = arguments.key(0);
        ByteSlice value = execution.string(key);
        ByteSlice present = value == null ? ByteSlice.of(new byte[] {'0'}) : StringValues.plain(value);
        byte[] sum = ExtendedNumber.add(present, "value is not a valid float", arguments.bytes(1));
        execution.put(key, StringValues.raw(sum), Expiry.KEEP);
        return Value.of(sum);
    }
}
