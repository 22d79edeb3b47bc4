package io.peergrid.command.lock;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.Key;

/**
 * RENEW name member number lease: a new lease in milliseconds from now for a claim that lives, with the token it has. Answers as ACQUIRE; nil if the claim is
 * gone. O(claims). Errors: a lease out of range.
 */
final class ClaimRenew extends DataCommand {
    private final long namespace;

    ClaimRenew(int number, String name, long namespace) {
        super(number, name, -4, Access.MUTATION);
        this.namespace = namespace;
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Key key = Key.of(namespace, arguments.bytes(0));
        Holder holder = Holder.of(arguments, 1);
        long lease = LockCommands.lease(arguments, 3);
        Claims claims = Claims.find(execution, key);
        Claim present = claims.of(holder);
        if (present == null) {
            return Value.nil();
        }
        Claim renewed = present.renewed(execution.nowMillis() + lease);
        claims.without(holder).with(renewed, claims.all()).put(execution, key);
        return renewed.granted(execution.nowMillis());
    }
}
