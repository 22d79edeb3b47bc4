package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** ZCARD key: how many members there are. O(1). Errors: WRONGTYPE. */
final class SortedSetSize extends DataCommand {
    SortedSetSize(int number) {
        super(number, "ZCARD", -1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return Value.of(SortedSets.edit(execution, arguments.key(0)).size());
    }
}
