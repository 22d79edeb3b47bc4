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
 * SPOP key [count]: removes a member by chance, nil if the key is absent; with a count that many. Which ones is decided once. O(count), plus the time to pass over
 * n/2000 segments each. Errors: WRONGTYPE, count out of range.
 */
final class SetPop extends DataCommand {
    SetPop(int number) {
        super(number, "SPOP", 1, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        if (arguments.count() > 2) {
            throw CommandException.syntax();
        }
        boolean single = arguments.count() == 1;
        long count = single ? 1 : arguments.whole(1, 0, "value is out of range, must be positive");
        ElementEdit set = execution.elements(arguments.key(0), ElementType.SET);
        List<Value> popped = new ArrayList<>();
        for (ByteSlice member : RandomChoice.of(set, count, execution.random(arguments.seed()))) {
            popped.add(Value.of(member));
            set.remove(set.form().memberKey(member));
        }
        if (single) {
            return popped.isEmpty() ? Value.nil() : popped.get(0);
        }
        return Value.of(popped);
    }
}
