package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** ZREM key member [member ...]: removes members and answers how many were there. O(log n) a member. Errors: WRONGTYPE. */
final class SortedSetRemove extends DataCommand {
    SortedSetRemove(int number) {
        super(number, "ZREM", 2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ElementEdit set = SortedSets.edit(execution, arguments.key(0));
        int removed = 0;
        for (int i = 1; i < arguments.count(); i++) {
            removed += set.remove(arguments.member(i)) ? 1 : 0;
        }
        return Value.of(removed);
    }
}
