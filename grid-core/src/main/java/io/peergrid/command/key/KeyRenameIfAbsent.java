package io.peergrid.command.key;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** RENAMENX key newkey, both of one slot: as RENAME if the new key is absent; 1 if it was. O(n) for a collection. Errors: no such key, too large. */
final class KeyRenameIfAbsent extends DataCommand {
    KeyRenameIfAbsent(int number) {
        super(number, "RENAMENX", -2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return Value.of(KeyRename.move(execution, arguments, false));
    }
}
