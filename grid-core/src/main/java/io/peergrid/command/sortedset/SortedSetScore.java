package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** ZSCORE key member: the member's score, nil if it is not there. O(1). Errors: WRONGTYPE. */
final class SortedSetScore extends DataCommand {
    SortedSetScore(int number) {
        super(number, "ZSCORE", -2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ElementEdit set = SortedSets.edit(execution, arguments.key(0));
        return SortedSets.answer(SortedSets.score(set, arguments.member(1)));
    }
}
