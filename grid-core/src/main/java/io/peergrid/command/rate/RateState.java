package io.peergrid.command.rate;

import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.Keyspaces;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.ValueTag;
import io.peergrid.wire.WireReader;
import io.peergrid.wire.WireWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the commands of this package have in common: their arguments, their answer, where their state is. */
final class RateState {
    private RateState() {}

    static Key key(Arguments arguments) {
        return Key.of(Keyspaces.RATE_LIMITS, arguments.bytes(0));
    }

    /** An argument that counts calls. */
    static long count(Arguments arguments, int index, String what) {
        return bounded(arguments, index, RateCommands.MAX_LIMIT, what);
    }

    /** An argument in milliseconds. */
    static long period(Arguments arguments, int index) {
        return bounded(arguments, index, RateCommands.MAX_PERIOD_MILLIS, "the period in milliseconds");
    }

    private static long bounded(Arguments arguments, int index, long most, String what) {
        return arguments.whole(index, 1, most, what + " must be from 1 to " + most);
    }

    /** Refuses what would never be allowed, however long somebody waits. */
    static void checkPossible(long asked, long limit) {
        if (asked > limit) {
            throw new CommandException(
                    ErrorCode.OUT_OF_RANGE, asked + " at once is more than the limit of " + limit + " ever allows");
        }
    }

    /** The state of a limiter of this kind; null if there is none, or one of another kind, which counts for nothing. */
    static @Nullable WireReader find(Execution execution, Key key, byte kind) {
        ByteSlice value = execution.string(key);
        if (value == null || value.length() < 2 || value.byteAt(1) != kind) {
            return null;
        }
        return new WireReader(value.source(), value.offset() + 2, value.length() - 2);
    }

    /** Begins the state of a limiter of this kind. */
    static WireWriter begin(byte kind) {
        return new WireWriter().u8(ValueTag.RAW).u8(kind);
    }

    /** @param until when the state says nothing any more, in milliseconds since the epoch */
    static void put(Execution execution, Key key, WireWriter state, long until) {
        execution.put(key, ByteSlice.of(state.toBytes()), Expiry.at(until));
    }

    static Value allowed(long remaining) {
        return answer(true, remaining, 0);
    }

    /** @param retryAfterMillis when as many would be allowed as were asked for if nobody else asks */
    static Value refused(long remaining, long retryAfterMillis) {
        return answer(false, remaining, Math.max(1, retryAfterMillis));
    }

    private static Value answer(boolean allowed, long remaining, long retryAfterMillis) {
        return Value.of(List.of(Value.of(allowed), Value.of(Math.max(0, remaining)), Value.of(retryAfterMillis)));
    }
}
