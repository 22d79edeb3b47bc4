package io.peergrid.command.set;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.ElementType;

/** SREM key member [member ...]: removes members and answers how many were there; with the last one the key goes. O(1) a member. Errors: WRONGTYPE. */
final class SetRemove extends DataCommand {
    SetRemove(int number) {
        super(number, "SREM", 2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ElementEdit set = execution.elements(arguments.key(0), ElementType.SET);
        int removed = 0;
        for (int i = 1; i < arguments.count(); i++) {
            removed += set.remove(arguments.member(i)) ? 1 : 0;
        }
        return Value.of(removed);
    }
}
