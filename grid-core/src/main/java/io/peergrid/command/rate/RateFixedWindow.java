package io.peergrid.command.rate;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;

/**
 * RATE.FIXED name n limit millis: allows n calls if no more than the limit are in the window, which begins with the first call after the last one: INCR
 * and EXPIRE in one step. What is refused counts for nothing. Answers allowed, remaining, milliseconds to wait. O(1).
 */
final class RateFixedWindow extends DataCommand {
    private static final byte KIND = 1;

    RateFixedWindow(int number) {
        super(number, "RATE.FIXED", -4, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Key key = RateState.key(arguments);
        long asked = RateState.count(arguments, 1, "the number of calls");
        long limit = RateState.count(arguments, 2, "the limit");
        long window = RateState.period(arguments, 3);
        RateState.checkPossible(asked, limit);
        long now = execution.nowMillis();
        WireReader in = RateState.find(execution, key, KIND);
        long used = in == null ? 0 : in.varLong();
        long end = in == null ? now + window : in.fixed64();
        if (used + asked > limit) {
            return RateState.refused(limit - used, end - now);
        }
        RateState.put(
                execution, key, RateState.begin(KIND).varLong(used + asked).fixed64(end), end);
        return RateState.allowed(limit - used - asked);
    }
}
