package io.peergrid.command.set;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.ElementType;
import java.util.ArrayList;
import java.util.List;

/** SMISMEMBER key member [member ...]: for each member whether it is there. O(1) a member. Errors: WRONGTYPE. */
final class SetContainsEach extends DataCommand {
    SetContainsEach(int number) {
        super(number, "SMISMEMBER", 2, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ElementEdit set = execution.elements(arguments.key(0), ElementType.SET);
        List<Value> answers = new ArrayList<>(arguments.count() - 1);
        for (int i = 1; i < arguments.count(); i++) {
            answers.add(Value.of(set.contains(arguments.member(i))));
        }
        return Value.of(answers);
    }
}
