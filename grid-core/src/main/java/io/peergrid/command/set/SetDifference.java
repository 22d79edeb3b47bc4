package io.peergrid.command.set;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** SDIFF key [key ...], of one slot: members of the first set that are in none of the others, in no particular order. O(n) of the first set, times the number of sets. Errors: WRONGTYPE. */
final class SetDifference extends DataCommand {
    SetDifference(int number) {
        super(number, "SDIFF", 1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return SetAlgebra.answer(SetAlgebra.difference(SetAlgebra.sets(execution, arguments, 0)));
    }
}
