package io.peergrid.command.set;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** SUNIONSTORE destination key [key ...], of one slot: puts the members of any set and answers how many. O(n) of all sets. Errors: WRONGTYPE. */
final class SetUnionStore extends DataCommand {
    SetUnionStore(int number) {
        super(number, "SUNIONSTORE", 2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return SetAlgebra.store(execution, arguments, SetAlgebra.union(SetAlgebra.sets(execution, arguments, 1)));
    }
}
