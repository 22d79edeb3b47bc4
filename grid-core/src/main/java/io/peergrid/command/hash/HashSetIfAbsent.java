package io.peergrid.command.hash;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ElementEdit;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.Key;
import io.peergrid.value.ElementType;

/** HSETNX key field value: puts a field that is not there; 1 if it did. O(1). Errors: WRONGTYPE. */
final class HashSetIfAbsent extends DataCommand {
    HashSetIfAbsent(int number) {
        super(number, "HSETNX", -3, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ElementEdit hash = execution.elements(arguments.key(0), ElementType.HASH);
        Key field = arguments.member(1);
        return Value.of(!hash.contains(field) && hash.put(field, arguments.stored(2)));
    }
}
