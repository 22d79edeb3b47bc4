package io.peergrid.command.key;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.Key;

/**
 * COPY source destination [REPLACE], both of one slot: copies a value with its time to live; 1 if it did, 0 if there is no source, or a destination without REPLACE. O(n) for
 * a collection. Errors: syntax, source and destination are the same, too large.
 */
final class KeyCopy extends DataCommand {
    KeyCopy(int number) {
        super(number, "COPY", 2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        boolean replace = false;
        for (int i = 2; i < arguments.count(); i++) {
            if (!arguments.word(i).equals("REPLACE")) {
                throw CommandException.syntax();
            }
            replace = true;
        }
        Key from = arguments.key(0);
        Key to = arguments.key(1);
        if (from.equals(to)) {
            throw new CommandException(ErrorCode.SYNTAX, "source and destination objects are the same");
        }
        byte[] entry = execution.find(from);
        if (entry == null || (execution.find(to) != null && !replace)) {
            return Value.of(false);
        }
        execution.copy(entry, to);
        return Value.of(true);
    }
}
