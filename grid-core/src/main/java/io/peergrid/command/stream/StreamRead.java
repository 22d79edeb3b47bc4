package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.CommandException;
import io.peergrid.command.DataCommand;
import io.peergrid.command.ErrorCode;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.LargeStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * XREAD [COUNT count] [BLOCK milliseconds] STREAMS key [key ...] id [id ...]: of each stream the entries behind an id, $ being its last one; nil if none of
 * them has any. BLOCK does not wait here: the caller asks again when there may be some. O(log n) a stream and O(1) an entry. Errors: WRONGTYPE, syntax, an
 * id that is none, not an integer.
 */
final class StreamRead extends DataCommand {
    private static final String NO_GROUP =
            "The > ID can be specified only when calling XREADGROUP using the GROUP <group>" + " <consumer> option.";

    StreamRead(int number) {
        super(number, "XREAD", 3, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ReadOptions options = ReadOptions.read(arguments, false);
        List<StreamId> ids = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            LargeStream stream = StreamEdit.find(execution, arguments.key(options.key(i)));
            ids.add(id(arguments, options.id(i), stream));
        }
        List<Value> answers = new ArrayList<>();
        for (int i = 0; i < options.size(); i++) {
            LargeStream stream = StreamEdit.find(execution, arguments.key(options.key(i)));
            StreamId from = ids.get(i).next();
            if (stream != null && from != null) {
                List<Value> entries = StreamAnswers.range(stream, from, StreamId.MAX, options.count(), false);
                if (!entries.isEmpty()) {
                    answers.add(Value.of(List.of(arguments.at(options.key(i)), Value.of(entries))));
                }
            }
        }
        return answers.isEmpty() ? Value.nil() : Value.of(answers);
    }

    private static StreamId id(Arguments arguments, int index, @Nullable LargeStream stream) {
        String text = StreamIds.text(arguments.bytes(index));
        if (text.equals("$")) {
            return stream == null ? StreamId.MIN : stream.lastId();
        }
        if (text.equals(">")) {
            throw new CommandException(ErrorCode.SYNTAX, NO_GROUP);
        }
        return StreamIds.strict(arguments, index);
    }
}
