package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.StringValues;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;

/** GETRANGE key start end: the bytes between two places, both included; negative ones count from the end. O(length). Errors: WRONGTYPE, no integer. */
final class StringRange extends DataCommand {
    StringRange(int number) {
        super(number, "GETRANGE", -3, Access.LOCK_FREE);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return of(execution, arguments);
    }

    static Value of(Execution execution, Arguments arguments) {
        long start = arguments.whole(1);
        long end = arguments.whole(2);
        ByteSlice value = execution.string(arguments.key(0));
        ByteSlice plain = value == null ? ByteSlice.of(new byte[0]) : StringValues.plain(value);
        int length = plain.length();
        boolean backwards = start < 0 && end < 0 && start > end;
        long from = Math.max(0, start < 0 ? start + length : start);
        long to = Math.min(length - 1L, Math.max(0, end < 0 ? end + length : end));
        if (backwards || from > to || length == 0) {
            return Value.of(new byte[0]);
        }
        return Value.of(new ByteSlice(plain.source(), plain.offset() + (int) from, (int) (to - from + 1)));
    }
}
