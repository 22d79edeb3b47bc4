package io.peergrid.command.rate;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.Key;

/** RATE.RESET name: forgets all calls, of whatever kind the limiter is; 1 if there were any. O(1). */
final class RateReset extends DataCommand {
    RateReset(int number) {
        super(number, "RATE.RESET", -1, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Key key = RateState.key(arguments);
        boolean present = execution.find(key) != null;
        if (present) {
            execution.remove(key);
        }
        return Value.of(present);
    }
}
