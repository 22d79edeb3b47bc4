package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.StringValues;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.wire.WireWriter;

/** APPEND key value: puts bytes behind those that are there and answers the length. O(length). Errors: WRONGTYPE, too large. */
final class StringAppend extends DataCommand {
    StringAppend(int number) {
        super(number, "APPEND", -2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Key key = arguments.key(0);
        ByteSlice present = execution.string(key);
        ByteSlice before = present == null ? ByteSlice.of(new byte[0]) : StringValues.plain(present);
        ByteSlice more = arguments.bytes(1);
        int length = Math.addExact(before.length(), more.length());
        WireWriter joined = new WireWriter(length)
                .raw(before.source(), before.offset(), before.length())
                .raw(more.source(), more.offset(), more.length());
        execution.put(key, StringValues.raw(joined.toBytes()), Expiry.KEEP);
        return Value.of(length);
    }
}
