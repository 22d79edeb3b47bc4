package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** LINDEX key index: an element, nil if there is none; -1 is the last. O(log n). Errors: WRONGTYPE, not an integer. */
final class ListIndex extends DataCommand {
    ListIndex(int number) {
        super(number, "LINDEX", -2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ListEdit list = ListEdit.of(execution, arguments.key(0));
        if (list.size() == 0) {
            return Value.nil();
        }
        long index = list.fromStart(arguments.whole(1));
        return index < 0 || index >= list.size() ? Value.nil() : new Value.Stored(list.get((int) index));
    }
}
