package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.RandomChoice;
import io.peergrid.command.Value;

/**
 * ZRANDMEMBER key [count [WITHSCORES]]: a member by chance, nil if the key is absent; with a count that many different ones, with a negative count that many,
 * repeated perhaps. O(log n) each. Errors: WRONGTYPE, count is no integer or out of range.
 */
final class SortedSetRandom extends DataCommand {
    SortedSetRandom(int number) {
        super(number, "ZRANDMEMBER", 1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        if (arguments.count() == 1) {
            ElementEdit set = SortedSets.edit(execution, arguments.key(0));
            return set.size() == 0
                    ? Value.nil()
                    : SortedSets.member(
                            set.pick(execution.random(arguments.seed()).nextLong()));
        }
        long count = RandomChoice.count(arguments, 1);
        boolean scores = arguments.count() == 3;
        if (arguments.count() > 3 || (scores && !arguments.word(2).equals("WITHSCORES"))) {
            throw CommandException.syntax();
        }
        ElementEdit set = SortedSets.edit(execution, arguments.key(0));
        return SortedSets.answer(RandomChoice.of(set, count, execution.random(arguments.seed())), scores);
    }
}
