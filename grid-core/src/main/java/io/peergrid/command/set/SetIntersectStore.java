package io.peergrid.command.set;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** SINTERSTORE destination key [key ...], of one slot: puts the members of all sets and answers how many. O(n) of the smallest set, times the number of sets. Errors: WRONGTYPE. */
final class SetIntersectStore extends DataCommand {
    SetIntersectStore(int number) {
        super(number, "SINTERSTORE", 2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return SetAlgebra.store(execution, arguments, SetAlgebra.intersect(SetAlgebra.sets(execution, arguments, 1)));
    }
}
