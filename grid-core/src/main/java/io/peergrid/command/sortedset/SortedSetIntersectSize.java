package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/**
 * ZINTERCARD numkeys key [key ...] [LIMIT limit], keys of one slot, sorted sets or sets: how many members are in all of them, counted up to a limit. O(n) of the smallest, times the number of
 * operands. Errors: WRONGTYPE, syntax, numbers out of range.
 */
final class SortedSetIntersectSize extends DataCommand {
    SortedSetIntersectSize(int number) {
        super(number, "ZINTERCARD", 2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Combination combination =
                Combination.read(execution, arguments, name(), 0, Operation.INTERSECTION, Combination.Purpose.COUNT);
        int common = combination.members().size();
        return Value.of(combination.limit() == 0 ? common : Math.min(common, combination.limit()));
    }
}
