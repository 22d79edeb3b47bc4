package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.value.OrderedView;
import io.peergrid.value.ScoreOrder;

/** ZRANK key member, ZREVRANK key member: how many members come before it, from the lowest or the highest score on; nil if it is not there. O(log n). Errors: WRONGTYPE. */
final class SortedSetRank extends DataCommand {
    private final boolean fromTop;

    SortedSetRank(int number, String name, boolean fromTop) {
        super(number, name, -2, Access.SLOT_LOCK);
        this.fromTop = fromTop;
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        OrderedView set = SortedSets.stored(SortedSets.edit(execution, arguments.key(0)));
        ByteSlice element = set.find(arguments.member(1));
        if (element == null) {
            return Value.nil();
        }
        int rank = set.countBelow(other -> ScoreOrder.compare(other, element) < 0);
        return Value.of(fromTop ? set.size() - 1 - rank : rank);
    }
}
