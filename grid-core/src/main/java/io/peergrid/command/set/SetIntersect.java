package io.peergrid.command.set;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** SINTER key [key ...], of one slot: members of all sets, in no particular order. O(n) of the smallest set, times the number of sets. Errors: WRONGTYPE. */
final class SetIntersect extends DataCommand {
    SetIntersect(int number) {
        super(number, "SINTER", 1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return SetAlgebra.answer(SetAlgebra.intersect(SetAlgebra.sets(execution, arguments, 0)));
    }
}
