package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import java.util.ArrayList;
import java.util.List;

/**
 * ZMPOP numkeys key [key ...] MIN|MAX [COUNT count], keys of one slot: pops from the first sorted set that is there; its key, and a list of members each with its score;
 * nil if none is there. O(k + m log n) for k keys and m members. Errors: WRONGTYPE, syntax, numbers out of range.
 */
final class SortedSetMultiPop extends DataCommand {
    SortedSetMultiPop(int number) {
        super(number, "ZMPOP", 3, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        long keys = arguments.whole(0, 1, "numkeys should be greater than 0");
        if (keys >= arguments.count() - 1) {
            throw CommandException.syntax();
        }
        int side = (int) keys + 1;
        boolean highest = arguments.word(side).equals("MAX");
        if (!highest && !arguments.word(side).equals("MIN")) {
            throw CommandException.syntax();
        }
        long count = count(arguments, side + 1);
        for (int i = 1; i < side; i++) {
            ElementEdit set = SortedSets.edit(execution, arguments.key(i));
            if (set.size() > 0) {
                List<Value> pairs = new ArrayList<>();
                for (ByteSlice element : SortedSetPop.pop(set, count, highest)) {
                    pairs.add(Value.of(List.of(SortedSets.member(element), SortedSets.score(element))));
                }
                return Value.of(List.of(Value.of(arguments.bytes(i)), Value.of(pairs)));
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
        long count = arguments.whole(from + 1, 1, "count should be greater than 0");
        if (from + 2 < arguments.count()) {
            throw CommandException.syntax();
        }
        return count;
    }
}
