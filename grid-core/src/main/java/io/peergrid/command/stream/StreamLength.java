package io.peergrid.command.stream;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.LargeStream;

/** XLEN key: the number of entries; 0 if the key is absent. O(1). Errors: WRONGTYPE. */
final class StreamLength extends DataCommand {
    StreamLength(int number) {
        super(number, "XLEN", -1, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        LargeStream stream = StreamEdit.find(execution, arguments.key(0));
        return Value.of(stream == null ? 0L : stream.size());
    }
}
