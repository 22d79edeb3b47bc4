package io.peergrid.command.stream;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.LargeStream;

/**
 * XTRIM key MAXLEN|MINID [=|~] threshold [LIMIT count]: removes the oldest entries and answers how many. Exact also with ~; LIMIT says how many go at most.
 * O(1) for each chunk removed. Errors: WRONGTYPE, syntax, not an integer, an id that is none.
 */
final class StreamTrim extends DataCommand {
    StreamTrim(int number) {
        super(number, "XTRIM", 3, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        StreamTrimming trimming = StreamOptions.read(arguments, false).trimming();
        LargeStream found = StreamEdit.find(execution, arguments.key(0));
        if (found == null || trimming == null) {
            return Value.of(0);
        }
        StreamEdit stream = StreamEdit.of(execution, arguments.key(0), found);
        int removed = trimming.trim(stream, null);
        stream.save();
        return Value.of(removed);
    }
}
