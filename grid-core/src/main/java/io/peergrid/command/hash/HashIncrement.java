package io.peergrid.command.hash;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.StringValues;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.value.ElementType;

/**
 * HINCRBY key field increment: adds to the number in a field, 0 if there is none, and answers the sum. O(1). Errors: WRONGTYPE, the
 * value or the increment is no integer, overflow.
 */
final class HashIncrement extends DataCommand {
    HashIncrement(int number) {
        super(number, "HINCRBY", -3, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        long delta = arguments.whole(2);
        ElementEdit hash = execution.elements(arguments.key(0), ElementType.HASH);
        Key field = arguments.member(1);
        ByteSlice value = hash.payload(field);
        long present = value == null ? 0 : StringValues.whole(value, "hash value is not an integer");
        long sum = StringValues.add(present, delta);
        hash.put(field, StringValues.whole(sum));
        return Value.of(sum);
    }
}
