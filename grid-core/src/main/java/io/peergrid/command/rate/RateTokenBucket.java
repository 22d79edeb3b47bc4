package io.peergrid.command.rate;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.Key;
import io.peergrid.wire.WireReader;

/**
 * RATE.BUCKET name n capacity refill millis: allows n calls if the bucket holds as many tokens; it gets {@code refill} of them in each period, evenly, up to its
 * capacity, and is full at first. Answers allowed, remaining, milliseconds to wait. Exact: a token is counted as one part of it for each millisecond of the period. O(1).
 */
final class RateTokenBucket extends DataCommand {
    private static final byte KIND = 3;

    RateTokenBucket(int number) {
        super(number, "RATE.BUCKET", -5, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Key key = RateState.key(arguments);
        long asked = RateState.count(arguments, 1, "the number of calls");
        long capacity = RateState.count(arguments, 2, "the capacity");
        long refill = RateState.count(arguments, 3, "the refill");
        long period = RateState.period(arguments, 4);
        RateState.checkPossible(asked, capacity);
        long now = execution.nowMillis();
        // At most 10^9 tokens of 8.64 * 10^7 parts.
        long full = capacity * period;
        long level = full;
        WireReader in = RateState.find(execution, key, KIND);
        if (in != null) {
            level = level(in, full, refill, period, now);
        }
        long wanted = asked * period;
        if (wanted > level) {
            return RateState.refused(level / period, divideUp(wanted - level, refill));
        }
        level -= wanted;
        long fullAt = now + divideUp(full - level, refill);
        RateState.put(
                execution,
                key,
                RateState.begin(KIND).varLong(period).varLong(level).fixed64(now),
                fullAt);
        return RateState.allowed(level / period);
    }

    private static long level(WireReader in, long full, long refill, long period, long now) {
        long storedPeriod = in.varLong();
        long stored = in.varLong();
        long elapsed = Math.max(0, now - in.fixed64());
        long tokens = stored / storedPeriod;
        long level =
                storedPeriod == period ? stored : tokens * period + (stored % storedPeriod) * period / storedPeriod;
        boolean overflows = elapsed > divideUp(full, refill);
        return overflows ? full : Math.min(full, level + elapsed * refill);
    }

    private static long divideUp(long amount, long by) {
        return (amount + by - 1) / by;
    }
}
