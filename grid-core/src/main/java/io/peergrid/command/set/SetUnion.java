package io.peergrid.command.set;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** SUNION key [key ...], of one slot: members of any set, in no particular order. O(n) of all sets. Errors: WRONGTYPE. */
final class SetUnion extends DataCommand {
    SetUnion(int number) {
        super(number, "SUNION", 1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return SetAlgebra.answer(SetAlgebra.union(SetAlgebra.sets(execution, arguments, 0)));
    }
}
