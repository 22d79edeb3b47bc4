package io.peergrid.command.set;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.ElementType;
import java.util.ArrayList;
import java.util.List;

/**
 * SINTERCARD numkeys key [key ...] [LIMIT limit], keys of one slot: how many members are in all sets, counted up to a limit. O(n) of the smallest set, times the
 * number of sets. Errors: WRONGTYPE, syntax, numbers out of range.
 */
final class SetIntersectSize extends DataCommand {
    SetIntersectSize(int number) {
        super(number, "SINTERCARD", 2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        int keys = keys(arguments);
        long limit = limit(arguments, keys + 1);
        List<ElementEdit> sets = new ArrayList<>();
        for (int i = 1; i <= keys; i++) {
            sets.add(execution.elements(arguments.key(i), ElementType.SET));
        }
        int common = SetAlgebra.intersect(sets).size();
        return Value.of(limit == 0 ? common : Math.min(common, limit));
    }

    private static int keys(Arguments arguments) {
        long keys = arguments.whole(0, 1, "numkeys should be greater than 0");
        if (keys > arguments.count() - 1) {
            throw new CommandException(ErrorCode.SYNTAX, "Number of keys can't be greater than number of args");
        }
        return (int) keys;
    }

    private static long limit(Arguments arguments, int from) {
        long limit = 0;
        for (int i = from; i < arguments.count(); i += 2) {
            if (!arguments.word(i).equals("LIMIT") || i + 1 == arguments.count()) {
                throw CommandException.syntax();
            }
            limit = arguments.whole(i + 1, 0, "LIMIT can't be negative");
        }
        return limit;
    }
}
