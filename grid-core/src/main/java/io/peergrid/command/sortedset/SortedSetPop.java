package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.value.ElementForm;
import io.peergrid.value.OrderedView;
import java.util.List;

/** ZPOPMIN key [count], ZPOPMAX key [count]: removes members with the lowest or highest scores and answers them, each with its score behind it. O(m log n) for m members. Errors: WRONGTYPE, count out of range. */
final class SortedSetPop extends DataCommand {
    private final boolean highest;

    SortedSetPop(int number, String name, boolean highest) {
        super(number, name, 1, Access.MUTATION);
        this.highest = highest;
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        if (arguments.count() > 2) {
            throw CommandException.syntax();
        }
        long count = arguments.count() == 1 ? 1 : arguments.whole(1, 0, "value is out of range, must be positive");
        return SortedSets.answer(pop(SortedSets.edit(execution, arguments.key(0)), count, highest), true);
    }

    static List<ByteSlice> pop(ElementEdit edit, long count, boolean highest) {
        OrderedView set = SortedSets.stored(edit);
        int taken = (int) Math.min(count, set.size());
        int from = highest ? set.size() - taken : 0;
        List<ByteSlice> popped = SortedSets.elements(set, new Window(from, from + taken, highest));
        for (ByteSlice element : popped) {
            edit.remove(ElementForm.SORTED_SET.memberKey(element));
        }
        return popped;
    }
}
