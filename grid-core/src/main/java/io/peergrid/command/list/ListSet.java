package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/**
 * LSET key index element: puts an element in place of another; -1 is the last. O(log n). Errors: WRONGTYPE, no such key, not an integer, index out of
 * range.
 */
final class ListSet extends DataCommand {
    ListSet(int number) {
        super(number, "LSET", -3, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ListEdit list = ListEdit.of(execution, arguments.key(0));
        if (list.size() == 0) {
            throw new CommandException(ErrorCode.NO_SUCH_KEY, "no such key");
        }
        long index = list.fromStart(arguments.whole(1));
        if (index < 0 || index >= list.size()) {
            throw new CommandException(ErrorCode.OUT_OF_RANGE, "index out of range");
        }
        list.set((int) index, arguments.stored(2));
        list.save();
        return Value.ok();
    }
}
