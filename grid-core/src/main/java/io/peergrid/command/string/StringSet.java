package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;

/**
 * SET key value [NX|XX] [GET] [EX seconds|PX milliseconds|EXAT second|PXAT millisecond|KEEPTTL]: puts a value, whatever the key held. OK, or nil
 * if NX or XX forbade it; with GET what was there. O(1). Errors: syntax, invalid expire time, with GET also WRONGTYPE.
 */
final class StringSet extends DataCommand {
    StringSet(int number) {
        super(number, "SET", 2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        SetOptions options = SetOptions.read(arguments, 2, true);
        Key key = arguments.key(0);
        Expiry expiry = options.expiry(execution, arguments, "set");
        Value before = Value.nil();
        if (options.get()) {
            ByteSlice present = execution.string(key);
            before = present == null ? Value.nil() : new Value.Stored(present);
        }
        boolean present = options.conditional() && execution.find(key) != null;
        if (options.conditional() && present == options.ifAbsent()) {
            return before;
        }
        execution.put(key, arguments.stored(1), expiry);
        return options.get() ? before : Value.ok();
    }
}
