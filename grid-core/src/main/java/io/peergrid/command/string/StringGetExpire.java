package io.peergrid.command.string;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Expiry;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;
import org.jspecify.annotations.Nullable;

/**
 * GETEX key [EX seconds|PX milliseconds|EXAT second|PXAT millisecond|PERSIST]: the value, and changes when the key expires. O(1). Errors: WRONGTYPE,
 * syntax, invalid expire time.
 */
final class StringGetExpire extends DataCommand {
    StringGetExpire(int number) {
        super(number, "GETEX", 1, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        SetOptions options = SetOptions.read(arguments, 1, false);
        Key key = arguments.key(0);
        ByteSlice present = execution.string(key);
        if (present == null) {
            return Value.nil();
        }
        Expiry expiry = options.expiry(execution, arguments, "getex");
        if (expiry.kind() == Expiry.Kind.AT) {
            execution.setDeadline(key, expiry.millis());
        } else if (options.persist() && hasDeadline(execution.find(key))) {
            execution.setDeadline(key, PackedEntry.NO_DEADLINE);
        }
        return new Value.Stored(present);
    }

    private static boolean hasDeadline(byte @Nullable [] entry) {
        return entry != null && PackedEntry.deadline(entry) != PackedEntry.NO_DEADLINE;
    }
}
