package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** LPUSHX key element [element ...]: as LPUSH if the key is there, else 0. O(log n) and O(1) an element. Errors: WRONGTYPE. */
final class ListPushLeftIfThere extends DataCommand {
    ListPushLeftIfThere(int number) {
        super(number, "LPUSHX", 2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ListEdit list = ListEdit.of(execution, arguments.key(0));
        if (list.size() == 0) {
            return Value.of(0);
        }
        ListEnd.LEFT.push(list, ListAnswers.elements(arguments, 1));
        list.save();
        return Value.of(list.size());
    }
}
