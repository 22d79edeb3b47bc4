package io.peergrid.command.key;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/**
 * EXPIREAT key second [NX|XX|GT|LT]: changes when a key expires; 1 if it did, 0 if it is absent or the option forbade it. A point in time that is
 * over removes the key. O(1). Errors: no integer, invalid expire time, options that do not go together.
 */
final class KeyExpireAt extends DataCommand {
    KeyExpireAt(int number) {
        super(number, "EXPIREAT", 2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return ExpireOptions.expire(execution, arguments, 1_000, 0, "expireat");
    }
}
