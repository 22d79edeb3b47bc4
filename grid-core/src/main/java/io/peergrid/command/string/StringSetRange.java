package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.StringValues;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;

/**
 * SETRANGE key offset value: overwrites bytes from a place on, with zeros before it if the value was shorter, and answers the length. O(length). Errors:
 * WRONGTYPE, no integer, offset out of range, too large.
 */
final class StringSetRange extends DataCommand {
    private static final int MOST_BYTES = 512 << 20;

    StringSetRange(int number) {
        super(number, "SETRANGE", -3, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        long offset = arguments.whole(1);
        if (offset < 0) {
            throw new CommandException(ErrorCode.OUT_OF_RANGE, "offset is out of range");
        }
        Key key = arguments.key(0);
        ByteSlice present = execution.string(key);
        ByteSlice before = present == null ? ByteSlice.of(new byte[0]) : StringValues.plain(present);
        ByteSlice part = arguments.bytes(2);
        if (part.length() == 0) {
            return Value.of(before.length());
        }
        if (offset > MOST_BYTES - part.length()) {
            throw new CommandException(ErrorCode.TOO_LARGE, "string exceeds maximum allowed size (proto-max-bulk-len)");
        }
        int end = (int) offset + part.length();
        execution.checkValueBytes(end);
        byte[] after = new byte[Math.max(before.length(), end)];
        System.arraycopy(before.source(), before.offset(), after, 0, before.length());
        System.arraycopy(part.source(), part.offset(), after, (int) offset, part.length());
        execution.put(key, StringValues.raw(after), Expiry.KEEP);
        return Value.of(after.length);
    }
}
