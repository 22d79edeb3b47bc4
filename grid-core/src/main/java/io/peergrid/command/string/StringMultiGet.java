package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.PackedEntry;
import io.peergrid.store.ValueTag;
import java.util.ArrayList;
import java.util.List;

/** MGET key [key ...], of one slot: the values in the order of the keys, nil for what is absent or no string. O(1) a key. Errors: none. */
final class StringMultiGet extends DataCommand {
    StringMultiGet(int number) {
        super(number, "MGET", 1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        List<Value> values = new ArrayList<>(arguments.count());
        for (int i = 0; i < arguments.count(); i++) {
            byte[] entry = execution.find(arguments.key(i));
            values.add(
                    entry == null || ValueTag.isCollection(PackedEntry.tag(entry))
                            ? Value.nil()
                            : new Value.Stored(PackedEntry.value(entry)));
        }
        return Value.of(values);
    }
}
