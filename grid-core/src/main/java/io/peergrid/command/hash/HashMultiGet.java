package io.peergrid.command.hash;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.value.ElementType;
import java.util.ArrayList;
import java.util.List;

/** HMGET key field [field ...]: the values in the order of the fields, nil for what is not there. O(1) a field. Errors: WRONGTYPE. */
final class HashMultiGet extends DataCommand {
    HashMultiGet(int number) {
        super(number, "HMGET", 2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ElementEdit hash = execution.elements(arguments.key(0), ElementType.HASH);
        List<Value> values = new ArrayList<>(arguments.count() - 1);
        for (int i = 1; i < arguments.count(); i++) {
            ByteSlice value = hash.payload(arguments.member(i));
            values.add(value == null ? Value.nil() : new Value.Stored(value));
        }
        return Value.of(values);
    }
}
