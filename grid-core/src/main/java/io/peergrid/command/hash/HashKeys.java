package io.peergrid.command.hash;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.ElementType;
import java.util.ArrayList;
import java.util.List;

/** HKEYS key: all fields, in no particular order. O(n). Errors: WRONGTYPE. */
final class HashKeys extends DataCommand {
    HashKeys(int number) {
        super(number, "HKEYS", -1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        List<Value> values = new ArrayList<>();
        execution.elements(arguments.key(0), ElementType.HASH).forEach((field, value) -> {
            values.add(Value.of(field));
        });
        return Value.of(values);
    }
}
