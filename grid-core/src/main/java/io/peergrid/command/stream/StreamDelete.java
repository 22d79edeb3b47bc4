package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.LargeStream;
import java.util.Set;
import java.util.TreeSet;

/**
 * XDEL key id [id ...]: removes entries and answers how many were there. The stream stays, also without entries, and what is pending stays so. O(log n) for
 * each. Errors: WRONGTYPE, an id that is none.
 */
final class StreamDelete extends DataCommand {
    StreamDelete(int number) {
        super(number, "XDEL", 2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        LargeStream found = StreamEdit.find(execution, arguments.key(0));
        if (found == null) {
            return Value.of(0);
        }
        Set<StreamId> ids = new TreeSet<>();
        for (int i = 1; i < arguments.count(); i++) {
            ids.add(StreamIds.strict(arguments, i));
        }
        StreamEdit stream = StreamEdit.of(execution, arguments.key(0), found);
        StreamId greatest = found.maxDeletedId();
        int removed = 0;
        for (StreamId id : ids) {
            if (found.contains(id)) {
                stream.remove(id);
                greatest = greatest.compareTo(id) > 0 ? greatest : id;
                removed++;
            }
        }
        if (removed > 0) {
            stream.counters(found.lastId(), found.added(), greatest);
            stream.save();
        }
        return Value.of(removed);
    }
}
