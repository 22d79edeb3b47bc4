package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import java.util.List;

/**
 * LINSERT key BEFORE|AFTER pivot element: inserts beside the first element that is equal to the pivot, and answers the length; 0 if the key is absent,
 * -1 if no element is the pivot. O(n) to find it, O(log n) to insert. Errors: WRONGTYPE, syntax.
 */
final class ListInsert extends DataCommand {
    ListInsert(int number) {
        super(number, "LINSERT", -4, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        boolean after = isAfter(arguments);
        ListEdit list = ListEdit.of(execution, arguments.key(0));
        if (list.size() == 0) {
            return Value.of(0);
        }
        int[] pivot = ListSearch.of(1).find(list, ListAnswers.same(arguments.stored(2)));
        if (pivot.length == 0) {
            return Value.of(-1);
        }
        list.insert(after ? pivot[0] + 1 : pivot[0], List.of(arguments.stored(3)));
        list.save();
        return Value.of(list.size());
    }

    private static boolean isAfter(Arguments arguments) {
        return switch (arguments.word(1)) {
            case "AFTER" -> true;
            case "BEFORE" -> false;
            default -> throw CommandException.syntax();
        };
    }
}
