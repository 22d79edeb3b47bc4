package io.peergrid.command.set;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.Key;
import io.peergrid.value.ElementType;

/** SMOVE source destination member, both keys of one slot: moves a member; 1 if it was there. O(1). Errors: WRONGTYPE. */
final class SetMove extends DataCommand {
    SetMove(int number) {
        super(number, "SMOVE", -3, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        if (execution.find(arguments.key(0)) == null) {
            return Value.of(false);
        }
        ElementEdit from = execution.elements(arguments.key(0), ElementType.SET);
        ElementEdit to = execution.elements(arguments.key(1), ElementType.SET);
        Key member = arguments.member(2);
        if (!from.contains(member)) {
            return Value.of(false);
        }
        if (from != to) {
            from.remove(member);
            to.add(member);
        }
        return Value.of(true);
    }
}
