package io.peergrid.command.set;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.ElementType;
import java.util.ArrayList;
import java.util.List;

/** SMEMBERS key: all members, in no particular order. O(n). Errors: WRONGTYPE. */
final class SetMembers extends DataCommand {
    SetMembers(int number) {
        super(number, "SMEMBERS", -1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        List<Value> members = new ArrayList<>();
        execution
                .elements(arguments.key(0), ElementType.SET)
                .forEach((member, nothing) -> members.add(Value.of(member)));
        return Value.of(members);
    }
}
