package io.peergrid.command.lock;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.Key;
import java.util.List;

/** HOLDERS name: of each claim that lives the member, the token, the permits and the milliseconds that its lease has left. O(claims). */
final class ClaimShow extends DataCommand {
    private final long namespace;

    ClaimShow(int number, String name, long namespace) {
        super(number, name, -1, Access.SLOT_LOCK);
        this.namespace = namespace;
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        Claims claims = Claims.find(execution, Key.of(namespace, arguments.bytes(0)));
        List<Value> shown = claims.list().stream()
                .map(claim -> claim.shown(execution.nowMillis()))
                .toList();
        return Value.of(shown);
    }
}
