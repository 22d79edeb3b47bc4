package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.command.sortedset.ElementRange.Kind;
import io.peergrid.value.OrderedView;

/** ZCOUNT key min max, ZLEXCOUNT key min max: how many members are in a range of scores, or of members if all scores are the same. O(log n). Errors: WRONGTYPE, invalid range. */
final class SortedSetCount extends DataCommand {
    private final Kind kind;

    SortedSetCount(int number, String name, Kind kind) {
        super(number, name, -3, Access.SLOT_LOCK);
        this.kind = kind;
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ElementRange range = ElementRange.read(kind, arguments, 1, 2);
        OrderedView set = SortedSets.stored(SortedSets.edit(execution, arguments.key(0)));
        return Value.of(range.in(set, false).size());
    }
}
