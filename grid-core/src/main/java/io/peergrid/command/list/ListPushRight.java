package io.peergrid.command.list;

import io.peergrid.command.Arguments;
import io.peergrid.command.Command.Access;
import io.peergrid.command.DataCommand;
import io.peergrid.command.Execution;
import io.peergrid.command.Value;

/** RPUSH key element [element ...]: puts elements behind the last and answers the length. O(log n) and O(1) an element. Errors: WRONGTYPE. */
final class ListPushRight extends DataCommand {
    ListPushRight(int number) {
        super(number, "RPUSH", 2, Access.MUTATION);
    }

    @Override
    protected Value execute(Execution execution, Arguments arguments) {
        ListEdit list = ListEdit.of(execution, arguments.key(0));
        ListEnd.RIGHT.push(list, ListAnswers.elements(arguments, 1));
        list.save();
        return Value.of(list.size());
    }
}
