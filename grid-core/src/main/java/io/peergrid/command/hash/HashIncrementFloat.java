package io.peergrid.command.hash;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.ExtendedNumber;
import io.peergrid.command.StringValues;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.value.ElementType;

/**
 * HINCRBYFLOAT key field increment: adds to the number in a field, 0 if there is none, and answers the sum as text. O(1). Errors:
 * WRONGTYPE, the value or the increment is no number, the sum is infinite.
 */
final class HashIncrementFloat extends DataCommand {
    private static final ByteSlice ZERO = ByteSlice.of(new byte[] {'0'});

    HashIncrementFloat(int number) {
        super(number, "HINCRBYFLOAT", -3, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ByteSlice delta = arguments.bytes(2);
        ExtendedNumber.checkFinite(delta);
        ElementEdit hash = execution.elements(arguments.key(0), ElementType.HASH);
        Key field = arguments.member(1);
        ByteSlice value = hash.payload(field);
        ByteSlice present = value == null ? ZERO : StringValues.plain(value);
        byte[] sum = ExtendedNumber.add(present, "hash value is not a float", delta);
        hash.put(field, StringValues.raw(sum));
        return Value.of(sum);
    }
}
