package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import java.util.List;

/**
 * LMPOP numkeys key [key ...] LEFT|RIGHT [COUNT count], keys of one slot: takes elements off the first list that is there, and answers its key and them;
 * nil if there is none. O(keys), O(log n) and O(count). Errors: WRONGTYPE, syntax, numbers out of range.
 */
final class ListMultiPop extends DataCommand {
    ListMultiPop(int number) {
        super(number, "LMPOP", 3, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        long keys = ListAnswers.atLeast(1, arguments, 0, "numkeys should be greater than 0");
        if (keys >= arguments.count() - 1) {
            throw CommandException.syntax();
        }
        int options = (int) keys + 1;
        ListEnd end = ListEnd.of(arguments, options);
        long count = count(arguments, options + 1);
        for (int i = 1; i < options; i++) {
            ListEdit list = ListEdit.of(execution, arguments.key(i));
            if (list.size() > 0) {
                List<ByteSlice> popped = end.pop(list, count);
                list.save();
                return Value.of(List.of(Value.of(arguments.bytes(i)), ListAnswers.of(popped)));
            }
        }
        return Value.nil();
    }

    private static long count(Arguments arguments, int from) {
        if (from == arguments.count()) {
            return 1;
        }
        if (!arguments.word(from).equals("COUNT") || from + 1 == arguments.count()) {
            throw CommandException.syntax();
        }
        long count = ListAnswers.atLeast(1, arguments, from + 1, "count should be greater than 0");
        if (from + 2 < arguments.count()) {
            throw CommandException.syntax();
        }
        return count;
    }
}
