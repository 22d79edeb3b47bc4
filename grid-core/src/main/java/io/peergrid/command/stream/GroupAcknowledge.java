package io.peergrid.command.stream;

import io.peergrid.StreamId;
import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.value.LargeStream;
import io.peergrid.value.StreamGroup;
import java.util.ArrayList;
import java.util.List;

/**
 * XACK key group id [id ...]: entries are no longer pending; answers how many of them were. O(log n) each. Errors: WRONGTYPE, an id that is none.
 */
final class GroupAcknowledge extends DataCommand {
    GroupAcknowledge(int number) {
        super(number, "XACK", 3, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        LargeStream found = StreamEdit.find(execution, arguments.key(0));
        StreamGroup group = found == null ? null : found.group(StreamIds.text(arguments.bytes(1)));
        if (group == null) {
            return Value.of(0);
        }
        List<StreamId> ids = new ArrayList<>();
        for (int i = 2; i < arguments.count(); i++) {
            ids.add(StreamIds.strict(arguments, i));
        }
        GroupEdit edit = new GroupEdit(StreamEdit.of(execution, arguments.key(0), found), group);
        long acknowledged = ids.stream().filter(edit::acknowledge).count();
        edit.save();
        return Value.of(acknowledged);
    }
}
