package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import java.util.List;

/**
 * LMOVE source destination LEFT|RIGHT LEFT|RIGHT, both keys of one slot: moves the element at one end of a list to an end of another, or of the same,
 * and answers it; nil if there is no source. O(log n). Errors: WRONGTYPE, syntax.
 */
final class ListMove extends DataCommand {
    ListMove(int number) {
        super(number, "LMOVE", -4, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ListEnd from = ListEnd.of(arguments, 2);
        return move(execution, arguments, from, ListEnd.of(arguments, 3));
    }

    static Value move(Execution execution, Arguments arguments, ListEnd from, ListEnd to) {
        Key source = arguments.key(0);
        Key destination = arguments.key(1);
        ListEdit list = ListEdit.of(execution, source);
        if (list.size() == 0) {
            return Value.nil();
        }
        ListEdit other = source.equals(destination) ? list : ListEdit.of(execution, destination);
        List<ByteSlice> moved = from.pop(list, 1);
        to.push(other, moved);
        list.save();
        if (other != list) {
            other.save();
        }
        return new Value.Stored(moved.get(0));
    }
}
