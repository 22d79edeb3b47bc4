package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import java.util.ArrayList;
import java.util.List;

/**
 * LRANGE key start stop: the elements from one index to another, both included; -1 is the last. O(log n) and O(1) an element. Errors: WRONGTYPE, not an
 * integer.
 */
final class ListRange extends DataCommand {
    ListRange(int number) {
        super(number, "LRANGE", -3, Access.SLOT_LOCK);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        long start = arguments.whole(1);
        long stop = arguments.whole(2);
        ListEdit list = ListEdit.of(execution, arguments.key(0));
        int from = Math.max(0, list.nearest(start));
        int to = Math.min(list.size(), list.nearest(stop) + 1);
        List<ByteSlice> elements = new ArrayList<>(Math.max(0, to - from));
        if (from < to) {
            list.forwards(from, element -> {
                elements.add(element);
                return elements.size() < to - from;
            });
        }
        return ListAnswers.of(elements);
    }
}
