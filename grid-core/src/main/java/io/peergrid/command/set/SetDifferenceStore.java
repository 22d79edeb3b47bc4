package io.peergrid.command.set;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** SDIFFSTORE destination key [key ...], of one slot: puts the members of the first set that are in none of the others and answers how many. O(n) of the first set, times the number of sets. Errors: WRONGTYPE. */
final class SetDifferenceStore extends DataCommand {
    SetDifferenceStore(int number) {
        super(number, "SDIFFSTORE", 2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return SetAlgebra.store(execution, arguments, SetAlgebra.difference(SetAlgebra.sets(execution, arguments, 1)));
    }
}
