package io.peergrid.command.set;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.ElementType;

/** SADD key member [member ...]: adds members and answers how many are new. O(1) a member. Errors: WRONGTYPE. */
final class SetAdd extends DataCommand {
    SetAdd(int number) {
        super(number, "SADD", 2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ElementEdit set = execution.elements(arguments.key(0), ElementType.SET);
        int added = 0;
        for (int i = 1; i < arguments.count(); i++) {
            added += set.add(arguments.member(i)) ? 1 : 0;
        }
        return Value.of(added);
    }
}
