package io.peergrid.command.key;

import io.peergrid.command.Arguments;
import io.peergrid.command.CommandException;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Times;
import io.peergrid.command.Value;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import java.nio.charset.StandardCharsets;

/** What the EXPIRE family does: NX only without a deadline, XX only with one, GT only later, LT only earlier; no deadline is the latest. */
record ExpireOptions(boolean ifNone, boolean ifAny, boolean ifLater, boolean ifEarlier) {

    /**
     * Executes one of the family.
     *
     * @param unitMillis of the amount
     * @param fromMillis 0 if the amount is a point in time
     */
    static Value expire(Execution execution, Arguments arguments, long unitMillis, long fromMillis, String command) {
        ExpireOptions options = read(arguments);
        long when = Times.at(arguments.whole(1), unitMillis, fromMillis, command);
        Key key = arguments.key(0);
        byte[] entry = execution.find(key);
        if (entry == null || !options.allow(PackedEntry.deadline(entry), when)) {
            return Value.of(false);
        }
        if (when <= execution.nowMillis()) {
            execution.remove(key);
        } else {
            execution.setDeadline(key, when);
        }
        return Value.of(true);
    }

    private static ExpireOptions read(Arguments arguments) {
        boolean none = false;
        boolean any = false;
        boolean later = false;
        boolean earlier = false;
        for (int i = 2; i < arguments.count(); i++) {
            switch (arguments.word(i)) {
                case "NX" -> none = true;
                case "XX" -> any = true;
                case "GT" -> later = true;
                case "LT" -> earlier = true;
                default ->
                    throw new CommandException(
                            ErrorCode.SYNTAX,
                            "Unsupported option "
                                    + new String(arguments.bytes(i).toBytes(), StandardCharsets.UTF_8));
            }
        }
        if (none && (any || later || earlier)) {
            throw new CommandException(
                    ErrorCode.SYNTAX, "NX and XX, GT or LT options at the same time are not compatible");
        }
        if (later && earlier) {
            throw new CommandException(ErrorCode.SYNTAX, "GT and LT options at the same time are not compatible");
        }
        return new ExpireOptions(none, any, later, earlier);
    }

    private boolean allow(long present, long when) {
        boolean has = present != PackedEntry.NO_DEADLINE;
        return !(ifNone && has)
                && !(ifAny && !has)
                && !(ifLater && (!has || when <= present))
                && !(ifEarlier && has && when >= present);
    }
}
