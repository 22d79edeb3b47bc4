package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/**
 * ZUNION, ZINTER, ZDIFF numkeys key [key ...] [WEIGHTS weight [weight ...]] [AGGREGATE SUM|MIN|MAX] [WITHSCORES], keys of one slot, sorted sets or sets: members of any, of all, or of the first and none of
 * the others, in order; ZDIFF has neither weights nor aggregate. O(n log m) for n members of all operands, times their number, and m in the answer. Errors: WRONGTYPE, syntax, no float, numbers out of range.
 */
final class SortedSetCombine extends DataCommand {
    private final Operation operation;

    SortedSetCombine(int number, String name, Operation operation) {
        super(number, name, 2, Access.SLOT_LOCK);
        this.operation = operation;
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Combination combination =
                Combination.read(execution, arguments, name(), 0, operation, Combination.Purpose.ANSWER);
        return SortedSets.answer(ScoreAlgebra.elements(combination.members()), combination.scores());
    }
}
