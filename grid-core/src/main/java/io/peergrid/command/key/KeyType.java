package io.peergrid.command.key;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.PackedEntry;
import io.peergrid.value.CollectionTypes;

/** TYPE key: string, hash, set, list, zset, stream, or none. O(1). Errors: none. */
final class KeyType extends DataCommand {
    KeyType(int number) {
        super(number, "TYPE", -1, Access.LOCK_FREE);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        byte[] entry = execution.find(arguments.key(0));
        return new Value.Status(entry == null ? "none" : CollectionTypes.name(PackedEntry.tag(entry)));
    }
}
