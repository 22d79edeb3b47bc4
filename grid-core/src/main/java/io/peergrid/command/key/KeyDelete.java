package io.peergrid.command.key;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.Key;
import java.util.LinkedHashSet;

/** DEL key [key ...], of one slot: removes keys and answers how many were there. O(1) a key. Errors: none. */
final class KeyDelete extends DataCommand {
    KeyDelete(int number) {
        super(number, "DEL", 1, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        return of(execution, arguments);
    }

    static Value of(Execution execution, Arguments arguments) {
        LinkedHashSet<Key> keys = new LinkedHashSet<>();
        for (int i = 0; i < arguments.count(); i++) {
            keys.add(arguments.key(i));
        }
        int removed = 0;
        for (Key key : keys) {
            if (execution.find(key) != null) {
                execution.remove(key);
                removed++;
            }
        }
        return Value.of(removed);
    }
}
