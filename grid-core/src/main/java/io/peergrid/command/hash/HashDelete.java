package io.peergrid.command.hash;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.ElementType;

/** HDEL key field [field ...]: removes fields and answers how many were there; with the last one the key goes. O(1) a field. Errors: WRONGTYPE. */
final class HashDelete extends DataCommand {
    HashDelete(int number) {
        super(number, "HDEL", 2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ElementEdit hash = execution.elements(arguments.key(0), ElementType.HASH);
        int removed = 0;
        for (int i = 1; i < arguments.count(); i++) {
            removed += hash.remove(arguments.member(i)) ? 1 : 0;
        }
        return Value.of(removed);
    }
}
