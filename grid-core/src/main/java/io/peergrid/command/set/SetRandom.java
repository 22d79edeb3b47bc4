package io.peergrid.command.set;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.RandomChoice;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.value.ElementType;
import java.util.ArrayList;
import java.util.List;

/**
 * SRANDMEMBER key [count]: a member by chance, nil if the key is absent; with a count that many different ones, with a negative count that many, repeated perhaps.
 * O(count), plus the time to pass over n/2000 segments each. Errors: WRONGTYPE, count is no integer or out of range.
 */
final class SetRandom extends DataCommand {
    SetRandom(int number) {
        super(number, "SRANDMEMBER", 1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        if (arguments.count() > 2) {
            throw CommandException.syntax();
        }
        long count = arguments.count() == 1 ? 1 : RandomChoice.count(arguments, 1);
        ElementEdit set = execution.elements(arguments.key(0), ElementType.SET);
        List<Value> chosen = new ArrayList<>();
        for (ByteSlice member : RandomChoice.of(set, count, execution.random(arguments.seed()))) {
            chosen.add(Value.of(member));
        }
        if (arguments.count() == 1) {
            return chosen.isEmpty() ? Value.nil() : chosen.get(0);
        }
        return Value.of(chosen);
    }
}
