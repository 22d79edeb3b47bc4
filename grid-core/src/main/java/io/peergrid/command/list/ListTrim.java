package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/**
 * LTRIM key start stop: keeps the elements from one index to another, both included; -1 is the last. O(log n), and that for each kilobyte removed.
 * Errors: WRONGTYPE, not an integer.
 */
final class ListTrim extends DataCommand {
    ListTrim(int number) {
        super(number, "LTRIM", -3, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        long start = arguments.whole(1);
        long stop = arguments.whole(2);
        ListEdit list = ListEdit.of(execution, arguments.key(0));
        int from = Math.max(0, list.nearest(start));
        int to = Math.max(from, Math.min(list.size(), list.nearest(stop) + 1));
        list.remove(to, list.size() - to);
        list.remove(0, from);
        list.save();
        return Value.ok();
    }
}
