package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.value.ElementForm;
import io.peergrid.value.ElementType;
import io.peergrid.value.OrderedView;
import java.util.List;

/**
 * ZRANGESTORE destination source min max [BYSCORE|BYLEX] [REV] [LIMIT offset count], keys of one slot: puts a range in place of what the destination holds
 * and answers how many members it has. O(log n + m) for m members. Errors: WRONGTYPE, syntax, invalid range.
 */
final class SortedSetRangeStore extends DataCommand {
    SortedSetRangeStore(int number) {
        super(number, "ZRANGESTORE", 4, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        RangeQuery query = RangeQuery.read(arguments, 2, null, null, false);
        OrderedView set = SortedSets.stored(SortedSets.edit(execution, arguments.key(1)));
        List<ByteSlice> elements = SortedSets.elements(set, query.in(set));
        ElementEdit target = execution.replace(arguments.key(0), ElementType.SORTED_SET);
        for (ByteSlice element : elements) {
            target.put(ElementForm.SORTED_SET.memberKey(element), ElementForm.SORTED_SET.payload(element));
        }
        return Value.of(elements.size());
    }
}
