package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.LargeStream;
import java.util.List;

/**
 * XRANGE key start end [COUNT count] and XREVRANGE key end start [COUNT count]: entries from one id to another; - and + are the least and the greatest, a
 * bracket excludes. O(log n) and O(1) an entry. Errors: WRONGTYPE, syntax, an id that is none, not an integer.
 */
final class StreamRange extends DataCommand {
    private final boolean reverse;

    StreamRange(int number, String name, boolean reverse) {
        super(number, name, 3, Access.SLOT_LOCK);
        this.reverse = reverse;
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        StreamId from = StreamIds.from(arguments, reverse ? 2 : 1);
        StreamId to = StreamIds.to(arguments, reverse ? 1 : 2);
        long most = Long.MAX_VALUE;
        for (int i = 3; i < arguments.count(); i += 2) {
            if (!arguments.word(i).equals("COUNT") || i + 1 == arguments.count()) {
                throw CommandException.syntax();
            }
            most = Math.max(0, arguments.whole(i + 1));
        }
        LargeStream stream = StreamEdit.find(execution, arguments.key(0));
        if (stream == null) {
            return Value.of(List.of());
        }
        return most == 0 ? Value.nil() : Value.of(StreamAnswers.range(stream, from, to, most, reverse));
    }
}
