package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import io.peergrid.value.LargeStream;
import io.peergrid.value.StreamEntry;
import java.util.ArrayList;
import java.util.List;

/**
 * XADD key [NOMKSTREAM] [MAXLEN|MINID [=|~] threshold [LIMIT count]] *|ms-*|id field value [field value ...]: adds an entry behind all others and
 * answers its id, nil if there is no stream and none is to be made. An id of the slot's time is above every id the stream ever had. O(log n), and O(1)
 * for each chunk that is trimmed. Errors: WRONGTYPE, syntax, an id that is none or not above the last one.
 */
final class StreamAdd extends DataCommand {
    StreamAdd(int number) {
        super(number, "XADD", 4, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        StreamOptions options = StreamOptions.read(arguments, true);
        int place = options.end();
        WantedId wanted = options.wanted();
        int parts = arguments.count() - place - 1;
        if (parts < 2 || parts % 2 == 1) {
            throw wrongCount();
        }
        wanted.check();
        LargeStream found = StreamEdit.find(execution, arguments.key(0));
        if (found == null && !options.create()) {
            return Value.nil();
        }
        StreamEdit stream = StreamEdit.of(execution, arguments.key(0), found);
        StreamId id = wanted.decide(stream.before().lastId(), execution.nowMillis());
        StreamEntry entry = new StreamEntry(id, fields(arguments, place + 1));
        stream.add(entry);
        StreamTrimming trimming = options.trimming();
        if (trimming != null) {
            trimming.trim(stream, entry);
        }
        stream.save();
        return StreamIds.value(id);
    }

    private static List<ByteSlice> fields(Arguments arguments, int from) {
        List<ByteSlice> fields = new ArrayList<>(arguments.count() - from);
        for (int i = from; i < arguments.count(); i += 2) {
            fields.add(arguments.bytes(i));
            fields.add(arguments.stored(i + 1));
        }
        return fields;
    }
}
