package io.peergrid.command.hash;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.value.ElementType;

/** HGET key field: the value, nil if there is none. O(1). Errors: WRONGTYPE. */
final class HashGet extends DataCommand {
    HashGet(int number) {
        super(number, "HGET", -2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ByteSlice value = execution.elements(arguments.key(0), ElementType.HASH).payload(arguments.member(1));
        return value == null ? Value.nil() : new Value.Stored(value);
    }
}
