package io.peergrid.command.lock;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.Key;

/** RELEASE name member number: gives a claim back; 1 if it lived until now, 0 if it was gone. O(claims). */
final class ClaimRelease extends DataCommand {
    private final long namespace;

    ClaimRelease(int number, String name, long namespace) {
        super(number, name, -3, Access.MUTATION);
        this.namespace = namespace;
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Key key = Key.of(namespace, arguments.bytes(0));
        Holder holder = Holder.of(arguments, 1);
        Claims claims = Claims.find(execution, key);
        if (claims.of(holder) == null) {
            return Value.of(false);
        }
        claims.without(holder).put(execution, key);
        return Value.of(true);
    }
}
