package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.command.sortedset.ElementRange.Kind;
import io.peergrid.store.ByteSlice;
import io.peergrid.value.ElementForm;
import io.peergrid.value.OrderedView;

/**
 * ZREMRANGEBYRANK key start stop, ZREMRANGEBYSCORE key min max, ZREMRANGEBYLEX key min max: removes a range and answers how many members it had. O(m log n) for m
 * members. Errors: WRONGTYPE, invalid range.
 */
final class SortedSetRemoveRange extends DataCommand {
    private final Kind kind;

    SortedSetRemoveRange(int number, String name, Kind kind) {
        super(number, name, -3, Access.MUTATION);
        this.kind = kind;
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ElementRange range = ElementRange.read(kind, arguments, 1, 2);
        ElementEdit edit = SortedSets.edit(execution, arguments.key(0));
        OrderedView set = SortedSets.stored(edit);
        Window window = range.in(set, false);
        for (ByteSlice element : SortedSets.elements(set, window)) {
            edit.remove(ElementForm.SORTED_SET.memberKey(element));
        }
        return Value.of(window.size());
    }
}
