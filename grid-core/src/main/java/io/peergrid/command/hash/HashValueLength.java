package io.peergrid.command.hash;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.StringValues;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.value.ElementType;

/** HSTRLEN key field: the length of the value in bytes, 0 if there is none. O(1). Errors: WRONGTYPE. */
final class HashValueLength extends DataCommand {
    HashValueLength(int number) {
        super(number, "HSTRLEN", -2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ByteSlice value = execution.elements(arguments.key(0), ElementType.HASH).payload(arguments.member(1));
        return Value.of(value == null ? 0 : StringValues.plain(value).length());
    }
}
