package io.peergrid.command.key;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.Key;
import io.peergrid.store.PackedEntry;

/** PERSIST key: takes the time to live away; 1 if there was one. O(1). Errors: none. */
final class KeyPersist extends DataCommand {
    KeyPersist(int number) {
        super(number, "PERSIST", -1, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Key key = arguments.key(0);
        byte[] entry = execution.find(key);
        boolean expires = entry != null && PackedEntry.deadline(entry) != PackedEntry.NO_DEADLINE;
        if (expires) {
            execution.setDeadline(key, PackedEntry.NO_DEADLINE);
        }
        return Value.of(expires);
    }
}
