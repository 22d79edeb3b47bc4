package io.peergrid.command.lock;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.Key;

/** BREAK name: takes all claims away, whoever has them, and answers how many lived. O(claims). */
final class ClaimBreak extends DataCommand {
    private final long namespace;

    ClaimBreak(int number, String name, long namespace) {
        super(number, name, -1, Access.MUTATION);
        this.namespace = namespace;
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Key key = Key.of(namespace, arguments.bytes(0));
        Claims claims = Claims.find(execution, key);
        if (!claims.list().isEmpty()) {
            execution.remove(key);
        }
        return Value.of(claims.list().size());
    }
}
