package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.command.sortedset.ElementRange.Kind;
import io.peergrid.value.OrderedView;
import org.jspecify.annotations.Nullable;

/**
 * ZRANGE key start stop [BYSCORE|BYLEX] [REV] [LIMIT offset count] [WITHSCORES]: members in order; and the older commands for one kind of range and one direction each:
 * ZREVRANGE, ZRANGEBYSCORE, ZREVRANGEBYSCORE, ZRANGEBYLEX, ZREVRANGEBYLEX. O(log n + m) for m members in the answer, whatever the offset.
 * Errors: WRONGTYPE, syntax, invalid range.
 */
final class SortedSetRange extends DataCommand {
    private final @Nullable Kind kind;
    private final @Nullable Boolean down;

    /**
     * @param kind null if an option may say it
     * @param down null if an option may say it
     */
    SortedSetRange(int number, String name, @Nullable Kind kind, @Nullable Boolean down) {
        super(number, name, 3, Access.SLOT_LOCK);
        this.kind = kind;
        this.down = down;
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        RangeQuery query = RangeQuery.read(arguments, 1, kind, down, true);
        OrderedView set = SortedSets.stored(SortedSets.edit(execution, arguments.key(0)));
        return SortedSets.answer(SortedSets.elements(set, query.in(set)), query.scores());
    }
}
