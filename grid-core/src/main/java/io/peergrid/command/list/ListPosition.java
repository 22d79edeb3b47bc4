package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import java.util.ArrayList;
import java.util.List;

/**
 * LPOS key element [RANK rank] [COUNT count] [MAXLEN most]: the index of the first element equal to this one, nil if there is none; from the RANK-th on,
 * from the end with a negative rank; COUNT of them as an array, 0 for all; among MAXLEN elements only, 0 for all. O(n). Errors: WRONGTYPE, syntax,
 * numbers out of range.
 */
final class ListPosition extends DataCommand {
    ListPosition(int number) {
        super(number, "LPOS", 2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Options options = options(arguments);
        ListEdit list = ListEdit.of(execution, arguments.key(0));
        List<Value> found = new ArrayList<>();
        if (list.size() > 0) {
            for (int index : options.search().find(list, ListAnswers.same(arguments.stored(1)))) {
                found.add(Value.of(index));
            }
        }
        if (options.several()) {
            return Value.of(found);
        }
        return found.isEmpty() ? Value.nil() : found.get(0);
    }

    private record Options(ListSearch search, boolean several) {}

    private static Options options(Arguments arguments) {
        long rank = 1;
        long count = -1;
        long most = 0;
        for (int i = 2; i < arguments.count(); i += 2) {
            if (i + 1 == arguments.count()) {
                throw CommandException.syntax();
            }
            switch (arguments.word(i)) {
                case "RANK" -> rank = rank(arguments, i + 1);
                case "COUNT" -> count = arguments.whole(i + 1, 0, "COUNT can't be negative");
                case "MAXLEN" -> most = arguments.whole(i + 1, 0, "MAXLEN can't be negative");
                default -> throw CommandException.syntax();
            }
        }
        long enough = count < 0 ? 1 : orAll(count);
        return new Options(new ListSearch(rank < 0, Math.abs(rank), enough, orAll(most)), count >= 0);
    }

    private static long orAll(long number) {
        return number == 0 ? Long.MAX_VALUE : number;
    }

    private static long rank(Arguments arguments, int index) {
        long rank = arguments.whole(index);
        if (rank == Long.MIN_VALUE) {
            // What Redis 7.0 answers is left to chance, for the number has no opposite; later versions refuse it so.
            throw new CommandException(
                    ErrorCode.OUT_OF_RANGE,
                    "value is out of range, value must between " + -Long.MAX_VALUE + " and " + Long.MAX_VALUE);
        }
        if (rank == 0) {
            throw new CommandException(
                    ErrorCode.OUT_OF_RANGE,
                    "RANK can't be zero: use 1 to start from the first match, 2 from the second ... "
                            + "or use negative to start from the end of the list");
        }
        return rank;
    }
}
