package io.peergrid.command.sortedset;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import java.util.ArrayList;
import java.util.List;

/** ZMSCORE key member [member ...]: each member's score, nil for those that are not there. O(1) a member. Errors: WRONGTYPE. */
final class SortedSetScores extends DataCommand {
    SortedSetScores(int number) {
        super(number, "ZMSCORE", 2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ElementEdit set = SortedSets.edit(execution, arguments.key(0));
        List<Value> scores = new ArrayList<>(arguments.count() - 1);
        for (int i = 1; i < arguments.count(); i++) {
            scores.add(SortedSets.answer(SortedSets.score(set, arguments.member(i))));
        }
        return Value.of(scores);
    }
}
