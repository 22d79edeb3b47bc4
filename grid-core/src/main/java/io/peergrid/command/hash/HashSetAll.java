package io.peergrid.command.hash;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** HMSET key field value [field value ...]: as HSET, answers OK. O(1) a field. Errors: WRONGTYPE. */
final class HashSetAll extends DataCommand {
    HashSetAll(int number) {
        super(number, "HMSET", 3, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        HashSet.put(execution, arguments, "hmset");
        return Value.ok();
    }
}
