package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;
import io.peergrid.store.ByteSlice;
import java.util.List;

/** What LPOP and RPOP have in common. */
abstract class ListPop extends DataCommand {
    private final ListEnd end;

    ListPop(int number, String name, ListEnd end) {
        super(number, name, 1, Access.MUTATION);
        this.end = end;
    }

    @Override
    protected final Value execute(Execution execution, Arguments arguments) {
        if (arguments.count() > 2) {
            throw wrongCount();
        }
        boolean single = arguments.count() == 1;
        long count = single ? 1 : arguments.whole(1, 0, "value is out of range, must be positive");
        ListEdit list = ListEdit.of(execution, arguments.key(0));
        if (list.size() == 0) {
            return Value.nil();
        }
        List<ByteSlice> popped = end.pop(list, count);
        list.save();
        return single ? new Value.Stored(popped.get(0)) : ListAnswers.of(popped);
    }
}
